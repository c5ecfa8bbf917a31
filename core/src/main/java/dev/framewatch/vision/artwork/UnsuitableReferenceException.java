package dev.framewatch.vision.artwork;

/** A picture that cannot serve as a reference; the message says why and what would. */
public final class UnsuitableReferenceException extends RuntimeException {
    UnsuitableReferenceException(String message) {
        super(message);
    }
}
