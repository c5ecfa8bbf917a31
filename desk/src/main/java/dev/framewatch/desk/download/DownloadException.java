package dev.framewatch.desk.download;

import java.io.IOException;

/** A file could not be fetched; the message names the address and the way out. */
public final class DownloadException extends IOException {
    DownloadException(String message) {
        super(message);
    }

    DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
