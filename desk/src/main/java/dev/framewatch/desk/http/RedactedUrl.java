package dev.framewatch.desk.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Formats URLs for display. Omits signatures and tokens: the query, the fragment, user info, and
 * path segments that look like a key.
 */
public final class RedactedUrl {
    private static final Pattern KEY =
            Pattern.compile(
                    "(?=[^/]*[0-9])(?=[^/]*[A-Za-z])([A-Za-z0-9_:~=+-]{4})[A-Za-z0-9_:~=+-]{16,}");
    private static final int MAX_CHARS = 160;

    private RedactedUrl() {}

    /** Returns the URL in ASCII, at most 160 characters, with an ellipsis for omitted parts. */
    public static String of(URI url) {
        if (url.getHost() == null) {
            String scheme = Objects.requireNonNullElse(url.getScheme(), "");
            return abbreviate(scheme + (scheme.isEmpty() ? "…" : ":…"));
        }
        StringBuilder text = new StringBuilder();
        text.append(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)).append("://");
        text.append(url.getHost());
        if (url.getPort() >= 0) {
            text.append(':').append(url.getPort());
        }
        text.append(path(url));
        if (url.getRawQuery() != null) {
            text.append("?…");
        }
        return abbreviate(text.toString());
    }

    private static String path(URI url) {
        String path = Objects.requireNonNullElse(URI.create(url.toASCIIString()).getRawPath(), "");
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (KEY.matcher(parts[i]).matches()) {
                parts[i] = parts[i].substring(0, 4) + "…";
            }
        }
        return String.join("/", parts);
    }

    private static String abbreviate(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS - 1) + "…";
    }
}
