package dev.framewatch.desk.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Media could not be had; the message says why, for people, and holds no secret. */
public final class FetchException extends Exception {
    /** Whether asking again may help. */
    public enum FailureKind {
        /** The network or the server was in trouble. */
        TRANSIENT,
        /** It is there no more. */
        GONE,
        /** It is not to be had: too large, too long, refused, or no video at all. */
        PERMANENT
    }

    private final FailureKind failureKind;
    private final transient @Nullable Duration retryAfter;

    public FetchException(FailureKind failureKind, String message, @Nullable Throwable cause) {
        this(failureKind, message, null, cause);
    }

    /**
     * @param retryAfter how long the server wants to be left alone; null if it did not say
     */
    public FetchException(
            FailureKind failureKind,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.failureKind = failureKind;
        this.retryAfter = retryAfter;
    }

    public FailureKind failureKind() {
        return failureKind;
    }

    /** How long the server wants to be left alone; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
