package dev.framewatch.learn.dense;

/**
 * Thrown if training diverges although data and network specification are valid. The message is
 * user-facing: it names the epoch and the setting to change.
 */
public final class TrainingDivergedException extends RuntimeException {
    TrainingDivergedException(String message) {
        super(message);
    }
}
