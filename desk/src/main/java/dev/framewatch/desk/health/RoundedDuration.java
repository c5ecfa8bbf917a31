package dev.framewatch.desk.health;

import java.time.Duration;

/** Formats durations for display, in whole minutes, hours or days. */
public final class RoundedDuration {
    private RoundedDuration() {}

    /** Returns e.g. "5 min", "3 hours" or "40 days"; at least a minute. */
    public static String format(Duration span) {
        long minutes = Math.max(1, span.toMinutes());
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes < 48 * 60 ? minutes / 60 + " hours" : minutes / (24 * 60) + " days";
    }
}
