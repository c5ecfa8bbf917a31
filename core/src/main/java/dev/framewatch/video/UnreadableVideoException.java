package dev.framewatch.video;

/**
 * Nothing of a video could be read. The message is the reason in plain words, to follow the name of
 * the file: {@code "no video in it: only sound"}.
 */
public final class UnreadableVideoException extends Exception {
    private static final long serialVersionUID = 1;

    /** For the given reason. */
    public UnreadableVideoException(String reason) {
        super(reason);
    }
}
