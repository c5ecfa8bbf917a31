package dev.framewatch.desk.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An address as people are shown it. Signatures and tokens are left out: the query, the fragment,
 * names and passwords, and parts of the path that look like a key.
 */
public final class RedactedUrl {
    private static final Pattern KEY =
            Pattern.compile(
                    "(?=[^/]*[0-9])(?=[^/]*[A-Za-z])([A-Za-z0-9_:~=+-]{4})[A-Za-z0-9_:~=+-]{16,}");
    private static final int MAX_LENGTH = 160;

    private RedactedUrl() {}

    /** In ASCII, at most 160 characters; what was left out is an ellipsis. */
    public static String of(URI address) {
        if (address.getHost() == null) {
            String scheme = Objects.requireNonNullElse(address.getScheme(), "");
            return abbreviate(scheme + (scheme.isEmpty() ? "…" : ":…"));
        }
        StringBuilder shown = new StringBuilder();
        shown.append(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)).append("://");
        shown.append(address.getHost());
        if (address.getPort() >= 0) {
            shown.append(':').append(address.getPort());
        }
        shown.append(path(address));
        if (address.getRawQuery() != null) {
            shown.append("?…");
        }
        return abbreviate(shown.toString());
    }

    private static String path(URI address) {
        String path =
                Objects.requireNonNullElse(URI.create(address.toASCIIString()).getRawPath(), "");
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (KEY.matcher(parts[i]).matches()) {
                parts[i] = parts[i].substring(0, 4) + "…";
            }
        }
        return String.join("/", parts);
    }

    private static String abbreviate(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
    }
}
