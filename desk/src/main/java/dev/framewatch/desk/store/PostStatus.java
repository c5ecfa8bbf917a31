package dev.framewatch.desk.store;

import java.util.Locale;

/** How far a post has come. */
public enum PostStatus {
    /** A source brought it; its media are still to be fetched. */
    FOUND,
    /** Its media are on disk and wait to be scanned. */
    FETCHED,
    /** Every target was looked for in it. */
    JUDGED,
    /** Its media will never be had. */
    LOST;

    /** Returns the status as columns and JSON show it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the status with this text. */
    static PostStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
