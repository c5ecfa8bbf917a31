package dev.framewatch.desk.download;

import java.io.IOException;

/** The rest of the file did not come; what came is kept, and asking again may help. */
final class TransferInterruptedException extends IOException {
    TransferInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }

    TransferInterruptedException(String message) {
        super(message);
    }
}
