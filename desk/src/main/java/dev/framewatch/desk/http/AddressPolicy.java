package dev.framewatch.desk.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses may be connected to. What a feed names is not to be trusted: an address could
 * lead into this machine or the newsroom's own network.
 *
 * @param allowPrivate whether loopback and private addresses are allowed too
 */
public record AddressPolicy(boolean allowPrivate) {
    public static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(false);
    public static final AddressPolicy PRIVATE_TOO = new AddressPolicy(true);

    /** Where a message says that only private addresses are refused, it uses these words. */
    public static final String PRIVATE_RANGES = "this machine or a private network";

    private static final Pattern NUMERIC_HOST = Pattern.compile("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");
    private static final Pattern LOCALHOST = Pattern.compile("(?i)(.*\\.)?localhost");

    /**
     * Checks an address's text: http or https, a host in its usual spelling, no password.
     *
     * @throws AddressBlockedException with the reason
     */
    public URI check(URI address) throws AddressBlockedException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new AddressBlockedException(
                    "refused '"
                            + RedactedUrl.of(address)
                            + "': only http and https addresses are fetched");
        }
        if (address.getHost() == null) {
            throw new AddressBlockedException(
                    "refused an address of %s: it needs a host, written as a name or as four decimal numbers"
                            .formatted(scheme));
        }
        if (address.getUserInfo() != null) {
            throw new AddressBlockedException(
                    "refused '"
                            + RedactedUrl.of(address)
                            + "': an address must hold no name and password");
        }
        check(address.getHost());
        return address;
    }

    /**
     * Checks a host as it is written, before anybody is asked what it stands for.
     *
     * @throws AddressBlockedException with the reason
     */
    void check(String written) throws AddressBlockedException {
        String host = normalizeHost(written);
        if (host.contains("%")) {
            throw new AddressBlockedException(
                    "refused a host with '%': an address on the web names no network interface");
        }
        if (!host.contains(":")
                && NUMERIC_HOST.matcher(host).matches()
                && !DOTTED_QUAD.matcher(host).matches()) {
            throw new AddressBlockedException(
                    "refused '%s': a host is a name or four decimal numbers".formatted(host));
        }
        if (!allowPrivate && LOCALHOST.matcher(host).matches()) {
            throw blocked(host, "it");
        }
    }

    /** Without brackets and the dot at the end that changes nothing. */
    static String normalizeHost(String written) {
        String host = written;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /**
     * Checks what a name stands for, at the moment of connecting.
     *
     * @throws AddressBlockedException with the reason
     */
    public InetAddress check(String host, InetAddress found) throws AddressBlockedException {
        if (!allowPrivate && SpecialPurposeAddresses.contains(found)) {
            throw blocked(normalizeHost(host), found.getHostAddress());
        }
        if (found instanceof Inet6Address scoped && scoped.getScopedInterface() != null) {
            check(found.getHostAddress());
        }
        return found;
    }

    private static AddressBlockedException blocked(String host, String what) {
        return new AddressBlockedException(
                "refused '%s': %s lies in %s".formatted(host, what, PRIVATE_RANGES));
    }
}
