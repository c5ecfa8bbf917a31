package dev.framewatch.desk.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when media cannot be fetched; the user-facing message gives the reason and holds no
 * secret.
 */
public final class FetchException extends Exception {
    /** Whether a retry may succeed. */
    public enum FailureKind {
        /** Transient failure of the network or the server. */
        TRANSIENT,
        /**
         * The server withholds the media, and may hand them out later or elsewhere: a blocked
         * address, a rate limit, a login, an empty page.
         */
        UNAVAILABLE,
        /** A failure of this machine: a full disk, a missing program. */
        LOCAL,
        /** The media no longer exist; the platform says so. */
        GONE,
        /** There is a page, but no video or image was found on it. */
        NO_MEDIA,
        /** Permanent failure: too large, too long, refused, or not a video. */
        PERMANENT
    }

    private final FailureKind failureKind;
    private final transient @Nullable Duration retryAfter;

    public FetchException(FailureKind failureKind, String message, @Nullable Throwable cause) {
        this(failureKind, message, null, cause);
    }

    /**
     * @param retryAfter delay requested by the server (Retry-After); null if unspecified
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

    /** Returns the delay requested by the server (Retry-After), or null if unspecified. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
