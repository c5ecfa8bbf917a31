package dev.framewatch.desk.ytdlp;

import org.jspecify.annotations.Nullable;

/** yt-dlp brought nothing; the message names the page and the reason, and holds no secret. */
public final class YtDlpException extends Exception {
    private final YtDlpErrorKind kind;

    YtDlpException(YtDlpErrorKind complaint, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = complaint;
    }

    public YtDlpErrorKind kind() {
        return kind;
    }
}
