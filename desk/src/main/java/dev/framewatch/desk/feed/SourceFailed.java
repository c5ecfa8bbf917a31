package dev.framewatch.desk.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A Source gave no answer; the message names the place and the way out, and holds no secret. */
public final class SourceFailed extends Exception {
    private final transient @Nullable Duration retryAfter;
    private final boolean forGood;

    public SourceFailed(String message) {
        this(message, null, null);
    }

    public SourceFailed(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /**
     * @param retryAfter how long the server wants to be left alone; null if it did not say
     */
    public SourceFailed(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        this(message, retryAfter, false, cause);
    }

    private SourceFailed(
            String message,
            @Nullable Duration retryAfter,
            boolean forGood,
            @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.forGood = forGood;
    }

    /** Asking again does not help until a person changes something. */
    public static SourceFailed forGood(String message, @Nullable Throwable cause) {
        return new SourceFailed(message, null, true, cause);
    }

    /** How long the server wants to be left alone; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether only a person can help. */
    public boolean isForGood() {
        return forGood;
    }
}
