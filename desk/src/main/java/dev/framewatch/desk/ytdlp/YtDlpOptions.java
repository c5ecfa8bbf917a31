package dev.framewatch.desk.ytdlp;

/**
 * What yt-dlp may do for one Source.
 *
 * @param allowPrivate whether it may reach addresses in this machine or a private network
 * @param cookiesFromBrowser the browser whose cookies it may read, as yt-dlp writes it ("firefox");
 *     empty for none
 */
public record YtDlpOptions(boolean allowPrivate, String cookiesFromBrowser) {
    public static final YtDlpOptions PUBLIC_ONLY = new YtDlpOptions(false, "");
    public static final YtDlpOptions PRIVATE_TOO = new YtDlpOptions(true, "");

    public YtDlpOptions {
        if (!isBrowser(cookiesFromBrowser)) {
            throw new IllegalArgumentException(
                    "'%s' names no browser; write it as yt-dlp does, such as firefox or"
                                    .formatted(cookiesFromBrowser)
                            + " chrome:Profile");
        }
    }

    /** Whether a text can name a browser for yt-dlp, or is empty. */
    public static boolean isBrowser(String text) {
        return text.matches("|[a-z]+(\\+[a-zA-Z0-9]+)?(:[^\\p{Cntrl}'\"]*)?");
    }
}
