package dev.framewatch.desk.ytdlp;

/**
 * Permissions of yt-dlp for one source.
 *
 * @param allowPrivate whether it may access this machine and private networks
 * @param cookiesFromBrowser the browser whose cookies it may read, in yt-dlp's notation
 *     ("firefox"); empty for none
 */
public record YtDlpOptions(boolean allowPrivate, String cookiesFromBrowser) {
    public static final YtDlpOptions PUBLIC_ONLY = new YtDlpOptions(false, "");
    public static final YtDlpOptions PRIVATE_TOO = new YtDlpOptions(true, "");

    public YtDlpOptions {
        if (!isBrowser(cookiesFromBrowser)) {
            throw new IllegalArgumentException(
                    "invalid browser name '%s', expected e.g. firefox or chrome:Profile"
                            .formatted(cookiesFromBrowser));
        }
    }

    /** Returns whether a text has the form of a browser name for yt-dlp, or is empty. */
    public static boolean isBrowser(String text) {
        return text.matches("|[a-z]+(\\+[a-zA-Z0-9]+)?(:[^\\p{Cc}'\"]*)?");
    }
}
