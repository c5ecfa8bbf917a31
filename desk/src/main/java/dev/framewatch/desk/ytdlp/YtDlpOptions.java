package dev.framewatch.desk.ytdlp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Permissions of yt-dlp for one source.
 *
 * @param allowPrivate whether it may access this machine and private networks
 * @param cookiesFromBrowser the browser whose cookies it may read, in yt-dlp's notation
 *     ("firefox"); empty for none
 * @param cookies file of cookies in Netscape's format, each of which is sent to its own site only;
 *     null for none
 * @param userAgent value of the User-Agent header; empty for yt-dlp's own
 */
public record YtDlpOptions(
        boolean allowPrivate, String cookiesFromBrowser, @Nullable Path cookies, String userAgent) {
    public static final YtDlpOptions PUBLIC_ONLY = new YtDlpOptions(false, "");
    public static final YtDlpOptions PRIVATE_TOO = new YtDlpOptions(true, "");

    public YtDlpOptions {
        if (!isBrowser(cookiesFromBrowser)) {
            throw new IllegalArgumentException(
                    "invalid browser name '%s', expected e.g. firefox or chrome:Profile"
                            .formatted(cookiesFromBrowser));
        }
        if (!isUserAgent(userAgent)) {
            throw new IllegalArgumentException("invalid user agent '%s'".formatted(userAgent));
        }
    }

    /** Creates permissions without a file of cookies. */
    public YtDlpOptions(boolean allowPrivate, String cookiesFromBrowser) {
        this(allowPrivate, cookiesFromBrowser, null, "");
    }

    /** Returns the same permissions, for private networks or not. */
    public YtDlpOptions withPrivate(boolean allowed) {
        return new YtDlpOptions(allowed, cookiesFromBrowser, cookies, userAgent);
    }

    /** Returns whether a text can be a User-Agent in yt-dlp's settings, or is empty. */
    public static boolean isUserAgent(String text) {
        return text.matches("[^\\p{Cc}'\"]{0,500}");
    }

    /** Returns whether a text has the form of a browser name for yt-dlp, or is empty. */
    public static boolean isBrowser(String text) {
        return text.matches("|[a-z]+(\\+[a-zA-Z0-9]+)?(:[^\\p{Cc}'\"]*)?");
    }
}
