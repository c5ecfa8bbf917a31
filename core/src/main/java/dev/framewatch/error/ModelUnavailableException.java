package dev.framewatch.error;

/** A model cannot be fetched now: npm is missing, or there is no connection. Nothing is broken. */
public final class ModelUnavailableException extends ModelException {
    public ModelUnavailableException(String message) {
        super(message);
    }

    public ModelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
