package dev.framewatch.desk.download;

import java.io.IOException;

/** Thrown when a transfer is interrupted; the received bytes are kept and a retry may succeed. */
final class TransferInterruptedException extends IOException {
    TransferInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }

    TransferInterruptedException(String message) {
        super(message);
    }
}
