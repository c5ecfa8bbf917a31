package dev.framewatch.desk.verify;

import java.io.IOException;

/** It is no evidence, or it is refused; the message names the file and says why. */
public final class UnreadableEvidenceException extends IOException {
    UnreadableEvidenceException(String message) {
        super(message);
    }

    UnreadableEvidenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
