package dev.framewatch.vision.artwork;

/** Thrown when an image is not usable as a reference; the message gives the reason and advice. */
public final class UnsuitableReferenceException extends RuntimeException {
    UnsuitableReferenceException(String message) {
        super(message);
    }
}
