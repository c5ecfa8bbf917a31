package dev.framewatch.vision;

/** Thrown when a loaded model fails to run, because of the model or the machine. */
public final class InferenceException extends RuntimeException {
    InferenceException(String model, Throwable cause) {
        super(model + ": inference failed: " + cause.getMessage(), cause);
    }
}
