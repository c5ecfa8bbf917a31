package dev.framewatch.error;

import java.io.IOException;

/**
 * Thrown if a model cannot be used. The message is user-facing: it names the model, the file and
 * the field, and gives advice.
 */
public class ModelException extends IOException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
