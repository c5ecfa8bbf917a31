package dev.framewatch.desk.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides which URLs and addresses may be connected to (SSRF protection). URLs from feeds are
 * untrusted: they could point to this machine or to the newsroom's own network.
 *
 * @param allowPrivate whether loopback and private addresses are allowed as well
 */
public record AddressPolicy(boolean allowPrivate) {
    public static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(false);
    public static final AddressPolicy PRIVATE_TOO = new AddressPolicy(true);

    /** Phrase that messages use for the blocked address ranges. */
    public static final String PRIVATE_RANGES = "this machine or a private network";

    /** Phrase that messages use for URLs with credentials. */
    public static final String NO_CREDENTIALS = "must not contain a user name or password";

    private static final Pattern NUMERIC_HOST = Pattern.compile("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");
    private static final Pattern LOCALHOST = Pattern.compile("(?i)(.*\\.)?localhost");

    /**
     * Checks a URL before it is resolved: http or https, a host in canonical notation, no user
     * info.
     *
     * @return the same URL
     * @throws AddressBlockedException with the reason
     */
    public URI check(URI address) throws AddressBlockedException {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getScheme() == null) {
            throw new AddressBlockedException(
                    "blocked a URL that does not begin with https:// or http://");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new AddressBlockedException(
                    "blocked '"
                            + RedactedUrl.of(address)
                            + "': only http and https URLs are allowed");
        }
        if (address.getHost() == null) {
            throw new AddressBlockedException(
                    "blocked a URL with scheme %s: the host must be a name or four decimal numbers"
                            .formatted(scheme));
        }
        if (address.getUserInfo() != null) {
            throw new AddressBlockedException(
                    "blocked '" + RedactedUrl.of(address) + "': a URL " + NO_CREDENTIALS);
        }
        check(address.getHost());
        return address;
    }

    /**
     * Checks a host as written, before it is resolved.
     *
     * @throws AddressBlockedException with the reason
     */
    void check(String rawHost) throws AddressBlockedException {
        String host = normalizeHost(rawHost);
        if (host.contains("%")) {
            throw new AddressBlockedException(
                    "blocked a host with '%': a web URL must not name a network interface");
        }
        if (!host.contains(":")
                && NUMERIC_HOST.matcher(host).matches()
                && !DOTTED_QUAD.matcher(host).matches()) {
            throw new AddressBlockedException(
                    "blocked '%s': the host must be a name or four decimal numbers"
                            .formatted(host));
        }
        if (!allowPrivate && LOCALHOST.matcher(host).matches()) {
            throw blocked(host, "it");
        }
    }

    /** Removes the brackets of an IPv6 literal and the trailing dot of a fully qualified name. */
    static String normalizeHost(String rawHost) {
        String host = rawHost;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /**
     * Checks an address that a host name resolved to, at connection time.
     *
     * @return the same address
     * @throws AddressBlockedException with the reason
     */
    public InetAddress check(String host, InetAddress address) throws AddressBlockedException {
        if (!allowPrivate && SpecialPurposeAddresses.contains(address)) {
            throw blocked(normalizeHost(host), address.getHostAddress());
        }
        if (address instanceof Inet6Address scoped && scoped.getScopedInterface() != null) {
            check(address.getHostAddress());
        }
        return address;
    }

    private static AddressBlockedException blocked(String host, String subject) {
        return new AddressBlockedException(
                "blocked '%s': %s is on %s".formatted(host, subject, PRIVATE_RANGES));
    }
}
