package dev.framewatch.desk.ytdlp;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a yt-dlp run fails; the message names the page and the reason and holds no secret.
 */
public final class YtDlpException extends Exception {
    private final YtDlpErrorKind kind;

    YtDlpException(YtDlpErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public YtDlpErrorKind kind() {
        return kind;
    }
}
