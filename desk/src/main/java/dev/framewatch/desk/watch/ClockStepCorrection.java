package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.DueTimeRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Corrects due times when the wall clock is set back: work due in ten minutes would otherwise be
 * due in an hour and ten minutes. That the clock was set back while no watch was running is
 * recognised at the start, by outcomes that are dated in the future. A clock that is set forward
 * needs no correction; work is done early.
 */
final class ClockStepCorrection {
    private final Database database;
    private final Clock clock;
    private final WatchListener listener;
    private Instant last;
    private boolean wasAheadBeforeStart;

    /** Reads the latest outcome, so that the first check corrects times in the future. */
    ClockStepCorrection(Database database, Clock clock, WatchListener listener) {
        this.database = database;
        this.clock = clock;
        this.listener = listener;
        Instant now = clock.instant();
        this.last =
                database.read(handle -> new DueTimeRepository(handle).latestOutcome())
                        .filter(latest -> latest.isAfter(now))
                        .orElse(now);
        this.wasAheadBeforeStart = last.isAfter(now);
    }

    /** Moves due times back by the amount that the clock was set back since the last check. */
    synchronized Result check() {
        Instant now = clock.instant();
        Duration step = Duration.between(now, last);
        if (step.isPositive()) {
            database.write(handle -> {
                DueTimeRepository times = new DueTimeRepository(handle);
                if (wasAheadBeforeStart) {
                    times.makeDue(now);
                }
                times.moveBack(step, now);
                times.dateOutcomesBack(now);
            });
            listener.note(
                    "the clock was set back by %d s; due times were adjusted"
                            .formatted(step.toSeconds()));
        }
        last = now;
        wasAheadBeforeStart = false;
        return Result.DONE;
    }
}
