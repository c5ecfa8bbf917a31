package dev.framewatch.desk.download;

import java.io.IOException;

/** Thrown if a file cannot be downloaded; the message names the URL and gives advice. */
public final class DownloadException extends IOException {
    DownloadException(String message) {
        super(message);
    }

    DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
