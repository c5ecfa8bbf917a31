package dev.framewatch.desk.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;

/**
 * Detects addresses outside the public internet: IANA's registries of special-purpose addresses
 * (RFC 6890 and its updates), multicast, and the addresses of this machine. Apart from NAT64, IPv6
 * counts as public only within 2000::/3; embedded IPv4 addresses (NAT64, 6to4, ISATAP) are checked
 * too.
 */
final class SpecialPurposeAddresses {
    private static final Block[] SPECIAL_IPV4 = {
        Block.of(0, 0, 8),
        Block.of(10, 0, 8),
        Block.of(100, 64, 10),
        Block.of(127, 0, 8),
        Block.of(169, 254, 16),
        Block.of(172, 16, 12),
        new Block(new byte[] {(byte) 192, 0, 0}, 24),
        new Block(new byte[] {(byte) 192, 0, 2}, 24),
        new Block(new byte[] {(byte) 192, 88, 99}, 24),
        Block.of(192, 168, 16),
        Block.of(198, 18, 15),
        new Block(new byte[] {(byte) 198, 51, 100}, 24),
        new Block(new byte[] {(byte) 203, 0, 113}, 24),
        Block.of(224, 0, 4),
        Block.of(240, 0, 4)
    };

    /** Global unicast, the only IPv6 block that is allocated for public use. */
    private static final Block GLOBAL_UNICAST = Block.of(0x20, 0, 3);

    private static final Block[] SPECIAL_IPV6 = {
        // Teredo, benchmarks, ORCHID and other protocols: 2001::/23
        new Block(new byte[] {0x20, 0x01, 0x00}, 23),
        new Block(new byte[] {0x20, 0x01, 0x0d, (byte) 0xb8}, 32),
        new Block(new byte[] {0x3f, (byte) 0xff, 0x00}, 20)
    };

    private static final Block SIX_TO_FOUR = Block.of(0x20, 0x02, 16);
    private static final Block NAT64 =
            new Block(new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}, 96);
    private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};
    private static final int LOCAL_BIT = 0x02;

    private SpecialPurposeAddresses() {}

    static boolean contains(InetAddress address) {
        return isSpecial(address) || isLocal(address);
    }

    private static boolean isSpecial(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isSpecialIpv4(bytes) : isSpecialIpv6(bytes);
    }

    private static boolean isSpecialIpv4(byte[] bytes) {
        return Arrays.stream(SPECIAL_IPV4).anyMatch(block -> block.contains(bytes));
    }

    private static boolean isSpecialIpv6(byte[] bytes) {
        if (NAT64.contains(bytes)) {
            return isSpecialIpv4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (!GLOBAL_UNICAST.contains(bytes)
                || Arrays.stream(SPECIAL_IPV6).anyMatch(block -> block.contains(bytes))) {
            return true;
        }
        if (SIX_TO_FOUR.contains(bytes) && isSpecialIpv4(Arrays.copyOfRange(bytes, 2, 6))) {
            return true;
        }
        byte[] middle = Arrays.copyOfRange(bytes, 8, 12);
        middle[0] &= ~LOCAL_BIT;
        return Arrays.equals(middle, ISATAP) && isSpecialIpv4(Arrays.copyOfRange(bytes, 12, 16));
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    private record Block(byte[] prefix, int bits) {
        static Block of(int first, int second, int bits) {
            return new Block(new byte[] {(byte) first, (byte) second}, bits);
        }

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
