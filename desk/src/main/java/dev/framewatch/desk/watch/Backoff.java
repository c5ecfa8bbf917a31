package dev.framewatch.desk.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after failures: twice as long after each, up to a bound, and never all at the
 * same moment ("Exponential Backoff and Jitter", equal jitter: half of it is chance).
 *
 * @param first after one failure
 * @param most however many there were, unless a server asks for more
 */
public record Backoff(Duration first, Duration most, RandomGenerator chance) {
    private static final int MAX_DOUBLINGS = 20;
    private static final Duration MAX_ASKED = Duration.ofDays(2);

    /**
     * @param failures in a row, at least 1
     * @param asked what the server asked for; null for nothing
     */
    public Duration after(int failures, @Nullable Duration asked) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long bound = Math.clamp(doubled, 2, most.toMillis());
        Duration jittered = Duration.ofMillis(bound / 2 + chance.nextLong(bound / 2 + 1));
        Duration wanted =
                asked == null ? Duration.ZERO : asked.compareTo(MAX_ASKED) < 0 ? asked : MAX_ASKED;
        return jittered.compareTo(wanted) > 0 ? jittered : wanted;
    }
}
