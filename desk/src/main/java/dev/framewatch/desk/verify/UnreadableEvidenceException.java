package dev.framewatch.desk.verify;

import java.io.IOException;

/** Thrown if evidence cannot be read or is unsafe; the message names the file and the reason. */
public final class UnreadableEvidenceException extends IOException {
    UnreadableEvidenceException(String message) {
        super(message);
    }

    UnreadableEvidenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
