package dev.framewatch.video;

/**
 * Thrown when no frame of a video can be read. The message is a reason for users, to be shown after
 * the file name: {@code "no video stream, only audio"}.
 */
public final class UnreadableVideoException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isDecoderFailure;

    public UnreadableVideoException(String reason) {
        this(reason, false);
    }

    UnreadableVideoException(String reason, boolean isDecoderFailure) {
        super(reason);
        this.isDecoderFailure = isDecoderFailure;
    }

    /** Returns whether the decoder process crashed or hung, which may not happen again. */
    public boolean isDecoderFailure() {
        return isDecoderFailure;
    }
}
