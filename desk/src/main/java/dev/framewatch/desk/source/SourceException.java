package dev.framewatch.desk.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a poll fails; the message names the source's location and how to fix the problem, and
 * holds no secret.
 */
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
     * @param retryAfter delay requested by the server (Retry-After); null if unspecified
     */
    public SourceException(
            String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        this(message, retryAfter, false, cause);
    }

    private SourceException(
            String message,
            @Nullable Duration retryAfter,
            boolean permanent,
            @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.permanent = permanent;
    }

    /** Returns a permanent failure: retrying does not help until the user changes something. */
    public static SourceException permanent(String message, @Nullable Throwable cause) {
        return new SourceException(message, null, true, cause);
    }

    /** Returns the delay requested by the server (Retry-After), or null if unspecified. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Returns whether the failure is permanent until the user changes something. */
    public boolean isPermanent() {
        return permanent;
    }
}
