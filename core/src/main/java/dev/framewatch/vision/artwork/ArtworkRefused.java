package dev.framewatch.vision.artwork;

/** A picture that cannot serve as a reference; the message says why and what would. */
public final class ArtworkRefused extends RuntimeException {
    ArtworkRefused(String message) {
        super(message);
    }
}
