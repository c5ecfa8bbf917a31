package dev.framewatch.desk.health;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Health of a source.
 *
 * @param name name of the source
 * @param lastSuccess time of the last successful poll; null if none
 * @param items24h number of new posts in the last 24 h
 * @param baselineItems median daily number of new posts in the two weeks before; null if unknown
 * @param failures24h number of failed polls in the last 24 h
 * @param state health state
 * @param reason reason of an unhealthy state, for display; null if healthy
 */
public record SourceHealth(
        String name,
        @Nullable Instant lastSuccess,
        int items24h,
        @Nullable Double baselineItems,
        int failures24h,
        State state,
        @Nullable String reason) {
    /** Health state of a source. */
    public enum State {
        /** Returns posts at its usual rate. */
        OK,
        /** Not polled yet, and its first interval is not over. */
        NEW,
        /** Paused by a user. */
        PAUSED,
        /** The last polls failed, or most posts of the day; it is being retried. */
        FAILING,
        /** Overdue and not being polled: the watch is not running, or the clock was wrong. */
        STALLED,
        /**
         * Unexpectedly returns nothing new, keeps failing, or most of its posts cannot be looked
         * at, so its current posts are missed.
         */
        OUTAGE;

        /** Returns the JSON form. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns whether the source is reliable. */
    public boolean isHealthy() {
        return state == State.OK || state == State.NEW || state == State.PAUSED;
    }
}
