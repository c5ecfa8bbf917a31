package dev.framewatch.vision;

/** Thrown when a model file is not usable; the message gives the reason. */
public final class InvalidModelException extends RuntimeException {
    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
