package dev.framewatch.desk.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Media could not be had; the message says why, for people, and holds no secret. */
public final class FetchException extends Exception {
    /** Whether asking again may help. */
    public enum Outlook {
        /** The network or the server was in trouble. */
        MAY_RECOVER,
        /** It is there no more. */
        GONE,
        /** It is not to be had: too large, too long, refused, or no video at all. */
        NEVER
    }

    private final Outlook outlook;
    private final transient @Nullable Duration retryAfter;

    public FetchException(Outlook outlook, String message, @Nullable Throwable cause) {
        this(outlook, message, null, cause);
    }

    /**
     * @param retryAfter how long the server wants to be left alone; null if it did not say
     */
    public FetchException(
            Outlook outlook,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.outlook = outlook;
        this.retryAfter = retryAfter;
    }

    public Outlook outlook() {
        return outlook;
    }

    /** How long the server wants to be left alone; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
