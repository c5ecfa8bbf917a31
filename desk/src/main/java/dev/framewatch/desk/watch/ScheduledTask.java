package dev.framewatch.desk.watch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One kind of work that a watch does again and again. Doing it twice changes nothing.
 *
 * @param name for people and for the schedule
 * @param interval how long after its end it is begun again, unless its result says sooner
 * @param onChange whether it is begun as well when something was added to do
 * @param work what is done
 */
public record ScheduledTask(String name, Duration interval, boolean onChange, Work work) {
    public ScheduledTask {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("every: must be positive");
        }
    }

    /** Work that depends on the time alone. */
    public ScheduledTask(String name, Duration interval, Work work) {
        this(name, interval, false, work);
    }

    /** What is done. */
    @FunctionalInterface
    public interface Work {
        /** Does some of it. */
        Result run() throws IOException, InterruptedException;
    }

    /**
     * What came of doing some of it.
     *
     * @param succeeded false when some of it did not work and will be tried again later
     * @param hasMore whether there is more to do at once
     * @param idle how long nothing is due, as far as is known; null for the interval of the task
     */
    public record Result(boolean succeeded, boolean hasMore, @Nullable Duration idle) {
        /** All is done for now. */
        public static final Result DONE = new Result(true, false);

        /** Nothing is known to be due at a certain time. */
        public Result(boolean succeeded, boolean hasMore) {
            this(succeeded, hasMore, null);
        }
    }
}
