package dev.framewatch.desk.timestamp;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a response is not a valid timestamp of the request; the message gives the reason, for
 * users.
 */
public final class InvalidTimestampException extends Exception {
    private final boolean declined;

    InvalidTimestampException(String message) {
        this(message, false, null);
    }

    InvalidTimestampException(String message, @Nullable Throwable cause) {
        this(message, false, cause);
    }

    private InvalidTimestampException(String message, boolean declined, @Nullable Throwable cause) {
        super(message, cause);
        this.declined = declined;
    }

    /** Creates an exception for a request that the authority rejected. */
    static InvalidTimestampException declined(String message) {
        return new InvalidTimestampException(message, true, null);
    }

    /** Returns whether the authority rejected the request. */
    boolean isDeclined() {
        return declined;
    }
}
