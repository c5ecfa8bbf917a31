package dev.framewatch.desk.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A Source gave no answer; the message names the place and the way out, and holds no secret. */
public final class SourceException extends Exception {
    private final transient @Nullable Duration retryAfter;
    private final boolean permanent;

    public SourceException(String message) {
        this(message, null, null);
    }

    public SourceException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /**
     * @param retryAfter how long the server wants to be left alone; null if it did not say
     */
    public SourceException(
            String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        this(message, retryAfter, false, cause);
    }

    private SourceException(
            String message,
            @Nullable Duration retryAfter,
            boolean forGood,
            @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.permanent = forGood;
    }

    /** Asking again does not help until a person changes something. */
    public static SourceException permanent(String message, @Nullable Throwable cause) {
        return new SourceException(message, null, true, cause);
    }

    /** How long the server wants to be left alone; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether only a person can help. */
    public boolean isPermanent() {
        return permanent;
    }
}
