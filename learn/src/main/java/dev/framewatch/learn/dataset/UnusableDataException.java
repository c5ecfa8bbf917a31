package dev.framewatch.learn.dataset;

import java.io.IOException;

/**
 * Labels or pictures that nothing can be learned from. The message is for people: it names the
 * file, where possible line and field, and the way out.
 */
public final class UnusableDataException extends IOException {
    public UnusableDataException(String message) {
        super(message);
    }
}
