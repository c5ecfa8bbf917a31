package dev.framewatch.learn.dense;

/**
 * Training came to nothing, although the pictures and the shape are sound. The message is for
 * people: it says when, and what to change.
 */
public final class TrainingDiverged extends RuntimeException {
    TrainingDiverged(String message) {
        super(message);
    }
}
