package dev.framewatch.desk.timestamp;

import org.jspecify.annotations.Nullable;

/** What came is no timestamp of what was asked for; the message says why, for people. */
public final class StampRefused extends Exception {
    private final boolean declined;

    StampRefused(String message) {
        this(message, false, null);
    }

    StampRefused(String message, @Nullable Throwable cause) {
        this(message, false, cause);
    }

    private StampRefused(String message, boolean declined, @Nullable Throwable cause) {
        super(message, cause);
        this.declined = declined;
    }

    /** The authority understood and said no. */
    static StampRefused declined(String message) {
        return new StampRefused(message, true, null);
    }

    /** Whether the authority understood and said no. */
    boolean isDeclined() {
        return declined;
    }
}
