package dev.framewatch.desk.timestamp;

import org.jspecify.annotations.Nullable;

/** What came is no timestamp of what was asked for; the message says why, for people. */
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

    /** The authority understood and said no. */
    static InvalidTimestampException declined(String message) {
        return new InvalidTimestampException(message, true, null);
    }

    /** Whether the authority understood and said no. */
    boolean isDeclined() {
        return declined;
    }
}
