package dev.framewatch.vision;

/** A model file that cannot serve; the message names the file and what is wrong with it. */
public final class ModelRefused extends RuntimeException {
    public ModelRefused(String message) {
        super(message);
    }

    public ModelRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
