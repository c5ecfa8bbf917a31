package dev.framewatch.vision;

/** A loaded model that failed while it ran: a defect of the model or of the machine. */
public final class InferenceException extends RuntimeException {
    InferenceException(String model, Throwable cause) {
        super(model + ": failed while running: " + cause.getMessage(), cause);
    }
}
