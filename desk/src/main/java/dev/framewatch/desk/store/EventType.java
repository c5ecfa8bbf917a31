package dev.framewatch.desk.store;

import java.util.Locale;

/** Kinds of {@link Event}. Names are added, never renamed: they are stored. */
public enum EventType {
    /** A sighting was recorded; the subject is its id. */
    SIGHTING_RECORDED,
    /** A person answered a review; the subject is the sighting's id. */
    REVIEW_ANSWERED,
    /** A post's media will never be had; the subject is the post's id. */
    POST_LOST,
    /** A source or a canary cannot be relied on; the subject is its name. */
    OUTAGE_STARTED,
    /** A source or a canary recovered; the subject is its name. */
    OUTAGE_ENDED,
    /** A target is seen more often than usual; the subject is its name. */
    TREND_STARTED,
    /** A target is seen as often as usual again; the subject is its name. */
    TREND_ENDED,
    /** A channel took a message; the subject is the channel's name. */
    ALERT_DELIVERED,
    /** A message to a channel was given up; the subject is the channel's name. */
    ALERT_ABANDONED,
    /** A target was trained, enrolled or imported; the subject is its name. */
    TARGET_ADDED,
    /** A target was removed; the subject is its name. */
    TARGET_REMOVED;

    /** Returns the type as it is stored and as JSON shows it, such as {@code post_lost}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type with this text. */
    static EventType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
