package dev.framewatch.cli.progress;

import dev.framewatch.text.PrintableLine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Prints a line when a task begins, every few seconds while it runs, and when it is done. */
final class LineProgress implements ScreenProgress {
    private static final Duration PRINT_INTERVAL = Duration.ofSeconds(5);

    private final PrintStream err;
    private final InstantSource clock;
    private String task = "";
    private boolean complete;
    private Instant startedAt = Instant.EPOCH;
    private Instant printedAt = Instant.EPOCH;

    LineProgress(PrintStream err, InstantSource clock) {
        this.err = err;
        this.clock = clock;
    }

    @Override
    public synchronized void update(String newTask, long done, long total) {
        Instant time = clock.instant();
        if (!newTask.equals(task) || (complete && done < total)) {
            close();
            task = newTask;
            startedAt = time;
            printedAt = time;
            err.println(newTask + " ...");
        }
        complete = total > 0 && done >= total;
        if (done > 0 && total > 0 && !time.isBefore(printedAt.plus(PRINT_INTERVAL))) {
            printedAt = time;
            long left = Duration.between(startedAt, time).toMillis() * (total - done) / done;
            err.printf("  %d%%, about %d s left%n", done * 100 / total, Math.ceilDiv(left, 1000L));
        }
    }

    @Override
    public synchronized void update(String newTask, long done, long total, String detail) {
        boolean first = !newTask.equals(task);
        Instant before = printedAt;
        update(newTask, done, total);
        if (first || !printedAt.equals(before) || done == total) {
            err.println("  " + PrintableLine.of(detail));
        }
    }

    @Override
    public synchronized void notice(String message) {
        err.println("note: " + PrintableLine.of(message));
    }

    @Override
    public synchronized void close() {
        if (!task.isEmpty()) {
            err.printf(
                    "  done in %.1f s%n",
                    Duration.between(startedAt, clock.instant()).toMillis() / 1000.0);
            task = "";
        }
    }
}
