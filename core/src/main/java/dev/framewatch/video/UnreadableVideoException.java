package dev.framewatch.video;

/**
 * Thrown when no frame of a video can be read. The message is a reason for users, to be shown after
 * the file name: {@code "no video stream, only audio"}.
 */
public final class UnreadableVideoException extends Exception {
    private static final long serialVersionUID = 1;

    public UnreadableVideoException(String reason) {
        super(reason);
    }
}
