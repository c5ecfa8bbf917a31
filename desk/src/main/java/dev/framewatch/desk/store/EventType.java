package dev.framewatch.desk.store;

import java.util.Locale;

/** Types of {@link Event}. Names are stored, so they are added but never renamed. */
public enum EventType {
    /** A sighting was recorded; the subject is its id. */
    SIGHTING_RECORDED,
    /** A user reviewed a sighting; the subject is the sighting's id. */
    REVIEW_ANSWERED,
    /** A post's media are permanently unavailable; the subject is the post's id. */
    POST_LOST,
    /** A lost post was queued again by a user; the subject is the post's id. */
    POST_RETRIED,
    /** A source or a canary became unreliable; the subject is its name. */
    OUTAGE_STARTED,
    /** A source or a canary recovered; the subject is its name. */
    OUTAGE_ENDED,
    /** A target is detected more often than usual; the subject is its name. */
    TREND_STARTED,
    /** A target is detected as often as usual again; the subject is its name. */
    TREND_ENDED,
    /** A channel accepted a message; the subject is the channel's name. */
    ALERT_DELIVERED,
    /** Delivery of a message was abandoned; the subject is the channel's name. */
    ALERT_ABANDONED,
    /**
     * A target was trained, enrolled, imported, restored, renamed or copied; the subject is its
     * name.
     */
    TARGET_ADDED,
    /** A target was removed, or has another name now; the subject is its name. */
    TARGET_REMOVED;

    /** Returns the stored and JSON form, such as {@code post_lost}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type with the given text. */
    static EventType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
