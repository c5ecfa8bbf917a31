package dev.framewatch.desk.ytdlp;

/**
 * What yt-dlp may do for one Source.
 *
 * @param allowPrivate whether it may reach addresses in this machine or a private network
 * @param cookiesFromBrowser the browser whose cookies it may read, as yt-dlp writes it ("firefox");
 *     empty for none
 */
public record YtDlpRules(boolean allowPrivate, String cookiesFromBrowser) {
    public static final YtDlpRules PUBLIC_ONLY = new YtDlpRules(false, "");
    public static final YtDlpRules PRIVATE_TOO = new YtDlpRules(true, "");

    public YtDlpRules {
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
