package dev.framewatch.video;

/**
 * A picture file could not be read. The message is the reason in plain words, to follow the name of
 * the file.
 */
public final class UnreadableImageException extends Exception {
    private static final long serialVersionUID = 1;

    /** For the given reason. */
    public UnreadableImageException(String reason) {
        super(reason);
    }
}
