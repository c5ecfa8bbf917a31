package dev.framewatch.error;

/** Thrown if a model cannot be downloaded at present: npm is missing, or there is no connection. */
public final class ModelUnavailableException extends ModelException {
    public ModelUnavailableException(String message) {
        super(message);
    }

    public ModelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
