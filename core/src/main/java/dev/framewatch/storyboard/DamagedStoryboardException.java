package dev.framewatch.storyboard;

/** Thrown when a file is no intact storyboard. The message is a reason for users. */
public final class DamagedStoryboardException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedStoryboardException(String reason) {
        super(reason);
    }
}
