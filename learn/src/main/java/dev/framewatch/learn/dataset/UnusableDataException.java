package dev.framewatch.learn.dataset;

import dev.framewatch.error.RefusedException;

/**
 * Labels or pictures that nothing can be learned from. The message is for people: it names the
 * file, where possible the line and the field, and says what would be accepted.
 */
public final class UnusableDataException extends RefusedException {
    private static final long serialVersionUID = 1L;

    public UnusableDataException(String message) {
        super(message);
    }
}
