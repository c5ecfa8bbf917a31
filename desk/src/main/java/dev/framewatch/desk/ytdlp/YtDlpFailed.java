package dev.framewatch.desk.ytdlp;

import org.jspecify.annotations.Nullable;

/** yt-dlp brought nothing; the message names the page and the reason, and holds no secret. */
public final class YtDlpFailed extends Exception {
    private final Complaint complaint;

    YtDlpFailed(Complaint complaint, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.complaint = complaint;
    }

    public Complaint complaint() {
        return complaint;
    }
}
