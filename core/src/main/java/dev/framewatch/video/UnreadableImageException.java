package dev.framewatch.video;

/**
 * Thrown when an image cannot be read. The message is a reason for users, to be shown after the
 * file name.
 */
public final class UnreadableImageException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableImageException(String reason) {
        super(reason);
    }
}
