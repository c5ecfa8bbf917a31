package dev.framewatch.desk.download;

import java.io.IOException;

/** The rest of the file did not come; what came is kept, and asking again may help. */
final class ConnectionLostException extends IOException {
    ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }

    ConnectionLostException(String message) {
        super(message);
    }
}
