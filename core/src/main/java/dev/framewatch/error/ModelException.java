package dev.framewatch.error;

import java.io.IOException;

/**
 * A model cannot be used. The message is meant for a person: it names the model, the file and the
 * field, and says what to do about it.
 */
public class ModelException extends IOException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
