package dev.framewatch.desk.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Thrown if a batch was not accepted; the message is for display and contains no secrets. */
public final class DeliveryException extends Exception {
    /** How to proceed after a failure. */
    public enum FailureKind {
        /** A retry may succeed. */
        MAY_RECOVER,
        /** The receiver refuses this batch; the next one may succeed. */
        REFUSED,
        /** The receiver no longer exists and wants no further messages. */
        GONE
    }

    private final FailureKind failureKind;
    private final transient @Nullable Duration retryAfter;

    public DeliveryException(FailureKind failureKind, String message, @Nullable Throwable cause) {
        this(failureKind, message, null, cause);
    }

    /**
     * @param retryAfter delay requested by the receiver; null if none
     */
    public DeliveryException(
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

    /** Returns the delay requested by the receiver; null if none. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
