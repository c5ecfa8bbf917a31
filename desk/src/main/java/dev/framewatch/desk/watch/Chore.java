package dev.framewatch.desk.watch;

import java.io.IOException;
import java.time.Duration;

/**
 * One kind of work that a watch does again and again. Doing it twice changes nothing.
 *
 * @param name for people and for the schedule
 * @param every how long after its end it is begun again
 * @param work what is done
 */
public record Chore(String name, Duration every, Work work) {
    /** What is done. */
    @FunctionalInterface
    public interface Work {
        /** Does some of it. */
        Result run() throws IOException, InterruptedException;
    }

    /**
     * What came of doing some of it.
     *
     * @param worked false when some of it did not work and will be tried again later
     * @param more whether there is more to do at once
     */
    public record Result(boolean worked, boolean more) {
        /** All is done for now. */
        public static final Result DONE = new Result(true, false);
    }
}
