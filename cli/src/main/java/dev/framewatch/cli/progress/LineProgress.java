package dev.framewatch.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Prints a line when a task begins, every few seconds while it runs, and when it is done. */
final class LineProgress implements ScreenProgress {
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final PrintStream err;
    private final InstantSource clock;
    private String task = "";
    private boolean complete;
    private Instant begun = Instant.EPOCH;
    private Instant spoken = Instant.EPOCH;

    LineProgress(PrintStream err, InstantSource clock) {
        this.err = err;
        this.clock = clock;
    }

    @Override
    public synchronized void update(String now, long done, long total) {
        Instant time = clock.instant();
        if (!now.equals(task) || (complete && done < total)) {
            close();
            task = now;
            begun = time;
            spoken = time;
            err.println(now + " ...");
        }
        complete = total > 0 && done >= total;
        if (done > 0 && total > 0 && !time.isBefore(spoken.plus(QUIET))) {
            spoken = time;
            long left = Duration.between(begun, time).toMillis() * (total - done) / done;
            err.printf("  %d%%, about %d s left%n", done * 100 / total, Math.ceilDiv(left, 1000L));
        }
    }

    @Override
    public synchronized void update(String newTask, long done, long total, String now) {
        boolean first = !newTask.equals(task);
        Instant before = spoken;
        update(newTask, done, total);
        if (first || !spoken.equals(before) || done == total) {
            err.println("  " + now);
        }
    }

    @Override
    public synchronized void notice(String message) {
        err.println("note: " + message);
    }

    @Override
    public synchronized void close() {
        if (!task.isEmpty()) {
            err.printf(
                    "  done in %.1f s%n",
                    Duration.between(begun, clock.instant()).toMillis() / 1000.0);
            task = "";
        }
    }
}
