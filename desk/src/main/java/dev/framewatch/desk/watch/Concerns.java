package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.ConcernRepository;
import dev.framewatch.desk.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records what is wrong with the watch itself, so that the health check knows of it and an alert
 * goes out. Thread-safe.
 */
final class Concerns {
    private final Database database;
    private final Clock clock;

    Concerns(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Forgets a problem that was noticed longer ago than this. */
    void expire(String subject, Duration age) {
        Instant before = clock.instant().minus(age);
        boolean isOld =
                database.read(handle -> new ConcernRepository(handle).all()).stream()
                        .anyMatch(concern ->
                                concern.subject().equals(subject)
                                        && concern.since().isBefore(before));
        if (isOld) {
            report(subject, null);
        }
    }

    /**
     * Records the current state of a part of the watch. Writes only if it has changed.
     *
     * @param subject part of the watch, such as {@code disk}
     * @param reason the problem, for display; null if there is none
     * @return whether the problem is a new one
     */
    boolean report(String subject, @Nullable String reason) {
        String known =
                database.read(handle -> new ConcernRepository(handle).reason(subject)).orElse(null);
        if (Objects.equals(known, reason)) {
            return false;
        }
        database.write(handle -> {
            ConcernRepository concerns = new ConcernRepository(handle);
            if (reason == null) {
                concerns.remove(subject);
            } else {
                concerns.record(subject, reason, clock.instant());
            }
        });
        return known == null;
    }
}
