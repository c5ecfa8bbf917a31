package dev.framewatch.learn.dense;

/**
 * Training came to nothing, although the pictures and the shape are sound. The message is for
 * people: it says when, and what to change.
 */
public final class TrainingDivergedException extends RuntimeException {
    TrainingDivergedException(String message) {
        super(message);
    }
}
