package dev.framewatch.desk.http;

import java.net.URI;
import java.util.Locale;

/**
 * A server as browsers tell one from another (RFC 6454).
 *
 * @param scheme scheme in lower case
 * @param host host in lower case
 * @param port port, also where the URL names none
 */
record Origin(String scheme, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Returns the server of an http or https URL. */
    static Origin of(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? HTTPS : HTTP;
        return new Origin(
                scheme,
                url.getHost().toLowerCase(Locale.ROOT),
                url.getPort() >= 0 ? url.getPort() : standard);
    }

    boolean isEncrypted() {
        return scheme.equals("https");
    }
}
