package dev.framewatch.desk.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Socket that connects through a proxy: HTTP CONNECT (RFC 9110) or SOCKS 5 (RFC 1928, RFC 1929).
 * Allowed private addresses are reached directly, since a proxy at the edge does not know them.
 */
final class ProxiedSocket extends Socket {
    private static final int MAX_HEAD_BYTES = 1 << 14;
    private static final int MAX_FIELD_BYTES = 255;

    private final OutgoingProxy proxy;
    private @Nullable InetSocketAddress destination;

    ProxiedSocket(OutgoingProxy proxy) {
        super(Proxy.NO_PROXY);
        this.proxy = proxy;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        InetSocketAddress target = (InetSocketAddress) endpoint;
        InetAddress address = target.getAddress();
        if (!address.isAnyLocalAddress() && SpecialPurposeAddresses.contains(address)) {
            super.connect(endpoint, timeout);
            return;
        }
        try {
            super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
            setSoTimeout(timeout);
            switch (proxy.protocol()) {
                case HTTP -> tunnel(target);
                case SOCKS5 -> socks(target);
            }
            destination = target;
        } catch (IOException e) {
            close();
            throw new IOException(
                    "the proxy %s:%d: %s".formatted(proxy.host(), proxy.port(), e.getMessage()), e);
        }
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    /** Returns the address at the far end of the tunnel, whose name a certificate must have. */
    @Override
    public @Nullable InetAddress getInetAddress() {
        return destination == null ? super.getInetAddress() : destination.getAddress();
    }

    @Override
    public int getPort() {
        return destination == null ? super.getPort() : destination.getPort();
    }

    /** Returns the checked address; or the name, if it has not been resolved here. */
    private static String host(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        if (address.isAnyLocalAddress()) {
            return target.getHostString();
        }
        String digits = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + digits + "]" : digits;
    }

    private void tunnel(InetSocketAddress target) throws IOException {
        String authority = host(target) + ":" + target.getPort();
        StringBuilder request = new StringBuilder();
        request.append("CONNECT %s HTTP/1.1\r\nHost: %s\r\n".formatted(authority, authority));
        if (!proxy.user().isEmpty()) {
            byte[] credentials =
                    (proxy.user() + ":" + proxy.password()).getBytes(StandardCharsets.UTF_8);
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(credentials))
                    .append("\r\n");
        }
        getOutputStream()
                .write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        String status = head().lines().findFirst().orElse("");
        if (!status.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
            String reason = status.replaceAll("[^ -~]", "?");
            throw new IOException(
                    "refused the connection (%s)"
                            .formatted(reason.substring(0, Math.min(100, reason.length()))));
        }
    }

    /** Reads up to the empty line, and no byte of what follows. */
    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = getInputStream();
        while (head.length() < MAX_HEAD_BYTES) {
            head.append((char) required(in.read()));
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw new IOException("answered with too long a header");
    }

    private void socks(InetSocketAddress target) throws IOException {
        boolean signsIn = !proxy.user().isEmpty();
        send(5, 1, signsIn ? 2 : 0);
        expect(5, "speaks no SOCKS 5");
        expect(signsIn ? 2 : 0, "does not accept this way to sign in");
        if (signsIn) {
            signIn();
        }
        ByteBuffer request = ByteBuffer.allocate(MAX_FIELD_BYTES + 7);
        request.put(new byte[] {5, 1, 0});
        InetAddress address = target.getAddress();
        if (address.isAnyLocalAddress()) {
            request.put((byte) 3).put(field(target.getHostString()));
        } else {
            byte[] bytes = address.getAddress();
            request.put((byte) (bytes.length == 4 ? 1 : 4)).put(bytes);
        }
        request.putShort((short) target.getPort());
        getOutputStream().write(request.array(), 0, request.position());
        expect(5, "speaks no SOCKS 5");
        int reply = required(getInputStream().read());
        if (reply != 0) {
            throw new IOException("refused the connection (SOCKS reply %d)".formatted(reply));
        }
        skipBoundAddress();
    }

    private void signIn() throws IOException {
        byte[] user = field(proxy.user());
        byte[] password = field(proxy.password());
        getOutputStream()
                .write(
                        ByteBuffer.allocate(1 + user.length + password.length)
                                .put((byte) 1)
                                .put(user)
                                .put(password)
                                .array());
        expect(1, "does not accept this way to sign in");
        expect(0, "does not accept the user name and password");
    }

    private void skipBoundAddress() throws IOException {
        InputStream in = getInputStream();
        required(in.read());
        int length =
                switch (required(in.read())) {
                    case 1 -> 4;
                    case 4 -> 16;
                    case 3 -> required(in.read());
                    default -> throw new IOException("speaks no SOCKS 5");
                };
        if (in.readNBytes(length + 2).length < length + 2) {
            throw new EOFException("closed the connection");
        }
    }

    private static byte[] field(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_FIELD_BYTES) {
            throw new IOException("names and passwords must have 1 to 255 bytes");
        }
        return ByteBuffer.allocate(bytes.length + 1).put((byte) bytes.length).put(bytes).array();
    }

    private void send(int... octets) throws IOException {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        getOutputStream().write(bytes);
    }

    private void expect(int octet, String otherwise) throws IOException {
        if (required(getInputStream().read()) != octet) {
            throw new IOException(otherwise);
        }
    }

    private static int required(int octet) throws EOFException {
        if (octet < 0) {
            throw new EOFException("closed the connection");
        }
        return octet;
    }
}
