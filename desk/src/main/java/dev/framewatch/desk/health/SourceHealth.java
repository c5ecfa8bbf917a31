package dev.framewatch.desk.health;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a Source does.
 *
 * @param name of the Source
 * @param lastSuccess when it last answered; null for never
 * @param items24h new Posts in the last day
 * @param usualItems new Posts on a middling day of the fortnight before; null before there is one
 * @param failures24h polls of the last day that failed
 * @param state in one word
 * @param reason why the state is not good; null where it is
 */
public record SourceHealth(
        String name,
        @Nullable Instant lastSuccess,
        int items24h,
        @Nullable Double usualItems,
        int failures24h,
        State state,
        @Nullable String reason) {
    /** How a Source does, in one word. */
    public enum State {
        /** It brings what it usually brings. */
        OK,
        /** It was not asked yet. */
        NEW,
        /** It is left alone because the user said so. */
        PAUSED,
        /** The last answers were failures; it is asked again. */
        FAILING,
        /** It is long due, and nobody asks it: the watch does not run. */
        STALLED,
        /** It brings nothing though it usually does: what it shows now is not seen. */
        OUTAGE;

        /** As JSON writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether what it brings can be relied on. */
    public boolean isHealthy() {
        return state == State.OK || state == State.NEW || state == State.PAUSED;
    }
}
