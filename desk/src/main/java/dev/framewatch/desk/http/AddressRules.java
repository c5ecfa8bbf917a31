package dev.framewatch.desk.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/**
 * Which addresses may be connected to. What a feed names is not to be trusted: an address could
 * lead into this machine or the newsroom's own network.
 *
 * @param allowPrivate whether loopback and private addresses are allowed too
 */
public record AddressRules(boolean allowPrivate) {
    public static final AddressRules PUBLIC_ONLY = new AddressRules(false);
    public static final AddressRules PRIVATE_TOO = new AddressRules(true);

    /**
     * Checks an address's text: http or https, a host, no password.
     *
     * @throws AddressRefused with the reason
     */
    public URI check(URI address) throws AddressRefused {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new AddressRefused(
                    "refused '" + address + "': only http and https addresses are fetched");
        }
        if (address.getHost() == null || address.getUserInfo() != null) {
            throw new AddressRefused(
                    "refused an address on '"
                            + address.getHost()
                            + "': it needs a host and must hold no password");
        }
        return address;
    }

    /**
     * Checks what a name stands for, at the moment of connecting.
     *
     * @throws AddressRefused with the reason
     */
    public InetAddress check(String host, InetAddress found) throws AddressRefused {
        if (!allowPrivate && isInside(found)) {
            throw new AddressRefused(
                    "refused '%s': %s lies in this machine or a private network; --allow-private allows it"
                            .formatted(host, found.getHostAddress()));
        }
        return found;
    }

    private static boolean isInside(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
    }
}
