package dev.framewatch.desk.download;

import java.io.IOException;

/** A file could not be fetched; the message names the address and the way out. */
public final class DownloadFailed extends IOException {
    DownloadFailed(String message) {
        super(message);
    }

    DownloadFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
