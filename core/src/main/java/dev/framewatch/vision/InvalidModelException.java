package dev.framewatch.vision;

/** A model file that cannot serve; the message names the file and what is wrong with it. */
public final class InvalidModelException extends RuntimeException {
    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
