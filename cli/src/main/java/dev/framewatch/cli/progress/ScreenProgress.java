package dev.framewatch.cli.progress;

import dev.framewatch.cli.console.Console;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.text.PrintableLine;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Progress on standard error: on a terminal, a line below all that is printed, with what is done
 * and the time left; otherwise a line now and then. It shows that time passes also while a task
 * reports nothing.
 */
public final class ScreenProgress implements ProgressListener, AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final PrintStream err;
    private final Display display;
    private final InstantSource clock;
    private @Nullable Step step;
    private Instant startedAt = Instant.EPOCH;
    private Instant reachedAt = Instant.EPOCH;
    private @Nullable Thread ticker;

    ScreenProgress(PrintStream err, Display display, InstantSource clock) {
        this.err = err;
        this.display = display;
        this.clock = clock;
    }

    /** Returns the progress of a command. */
    public static ScreenProgress on(Console console) {
        return new ScreenProgress(
                console.err(),
                console.status()
                        .<Display>map(line -> new StatusDisplay(line, console.err()))
                        .orElseGet(() -> new LineDisplay(console.err())),
                InstantSource.system());
    }

    @Override
    public void update(Task task, long done, long total) {
        update(task, done, total, "");
    }

    @Override
    public void update(Task task, long done, long total, String detail) {
        show(
                new Step(
                        capital(task.name()),
                        total > 0 ? Math.clamp((double) done / total, 0, 1) : Double.NaN,
                        ProgressText.counted(task.unit(), done, total),
                        PrintableLine.of(detail),
                        true));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Shows the state of a task; the one before has ended if this is another. */
    public synchronized void show(Step next) {
        Step before = step;
        Instant now = clock.instant();
        if (before != null && next.continues(before)) {
            step = next;
            if (!before.isComplete()) {
                reachedAt = now;
            }
            display.goesOn(next, Duration.between(startedAt, now));
            return;
        }
        end();
        step = next;
        startedAt = now;
        reachedAt = now;
        display.began(next);
        if (ticker == null) {
            ticker = Thread.ofPlatform().daemon().name("progress").start(this::tickUntilClosed);
        }
    }

    private void tickUntilClosed() {
        try {
            while (true) {
                Thread.sleep(TICK);
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Shows that time has passed. */
    synchronized void tick() {
        if (step != null) {
            display.goesOn(step, Duration.between(startedAt, clock.instant()));
        }
    }

    @Override
    public void notice(String message) {
        err.println("note: " + PrintableLine.of(message));
    }

    /** Ends the current task; another one may follow. */
    @Override
    public synchronized void close() {
        end();
        if (ticker != null) {
            ticker.interrupt();
            ticker = null;
        }
    }

    private void end() {
        Step last = step;
        if (last != null) {
            boolean timed = last.share() >= 0;
            display.ended(
                    last,
                    Duration.between(
                            startedAt, timed && last.isComplete() ? reachedAt : clock.instant()));
            step = null;
        }
    }
}
