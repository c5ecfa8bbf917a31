package dev.framewatch.desk.watch;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A recurring, idempotent task of the watch.
 *
 * @param name name used in messages
 * @param interval delay from the end of a run to the start of the next, unless the result names a
 *     shorter one
 * @param onChange whether the task also runs when new work was added
 * @param work work of one run
 */
public record ScheduledTask(String name, Duration interval, boolean onChange, Work work) {
    public ScheduledTask {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("interval: must be positive");
        }
    }

    /** Creates a task that runs at its interval only. */
    public ScheduledTask(String name, Duration interval, Work work) {
        this(name, interval, false, work);
    }

    /** Work of a task. */
    @FunctionalInterface
    public interface Work {
        /** Does part or all of the work that is due. */
        Result run() throws IOException, InterruptedException;
    }

    /**
     * Result of a run.
     *
     * @param succeeded false if something failed and will be retried later
     * @param hasMore whether more work is due now
     * @param idle time until the next work is due; null if unknown, for the interval of the task
     */
    public record Result(boolean succeeded, boolean hasMore, @Nullable Duration idle) {
        /** All work is done for now. */
        public static final Result DONE = new Result(true, false);

        /** Creates a result without a known time of the next work. */
        public Result(boolean succeeded, boolean hasMore) {
            this(succeeded, hasMore, null);
        }
    }
}
