package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.DueTimeRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Corrects due times when the wall clock is set back: work due in ten minutes would otherwise be
 * due in an hour and ten minutes. A clock that is set forward needs no correction; work is done
 * early.
 */
final class ClockStepCorrection {
    private final Database database;
    private final Clock clock;
    private final WatchListener listener;
    private Instant last;

    ClockStepCorrection(Database database, Clock clock, WatchListener listener) {
        this.database = database;
        this.clock = clock;
        this.listener = listener;
        this.last = clock.instant();
    }

    /** Moves due times back by the amount that the clock was set back since the last check. */
    synchronized Result check() {
        Instant now = clock.instant();
        Duration step = Duration.between(now, last);
        if (step.isPositive()) {
            database.write(handle -> new DueTimeRepository(handle).moveBack(step, now));
            listener.note(
                    "the clock was set back by %d s; due times were adjusted"
                            .formatted(step.toSeconds()));
        }
        last = now;
        return Result.DONE;
    }
}
