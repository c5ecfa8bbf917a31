package dev.framewatch.desk.store;

import java.util.Locale;

/** Processing status of a post. */
public enum PostStatus {
    /** Returned by a source; its media have not been fetched yet. */
    FOUND,
    /** Its media are on disk and waiting to be scanned. */
    FETCHED,
    /** Scanned for every target. */
    JUDGED,
    /** Its media are permanently unavailable. */
    LOST;

    /** Returns the stored and JSON form. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the status with the given text. */
    static PostStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
