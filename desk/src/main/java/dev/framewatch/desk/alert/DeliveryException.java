package dev.framewatch.desk.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A parcel was not taken; the message says why, for people, and holds nothing secret. */
public final class DeliveryException extends Exception {
    /** What that means for what comes next. */
    public enum FailureKind {
        /** Trying again may help. */
        MAY_RECOVER,
        /** The other side does not want this parcel; the next one may do better. */
        REFUSED,
        /** The other side is there no more and wants no more. */
        GONE
    }

    private final FailureKind failureKind;
    private final transient @Nullable Duration retryAfter;

    public DeliveryException(FailureKind failureKind, String message, @Nullable Throwable cause) {
        this(failureKind, message, null, cause);
    }

    /**
     * @param retryAfter how long the other side wants to be left alone; null if it did not say
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

    /** How long the other side wants to be left alone; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
