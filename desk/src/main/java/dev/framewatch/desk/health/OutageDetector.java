package dev.framewatch.desk.health;

import dev.framewatch.desk.health.SourceHealth.State;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Detects source outages and recoveries; announces each once. */
public final class OutageDetector {
    private final Database database;
    private final Clock clock;
    private final Announcer announcer;

    /** Writes alerts to the outbox, in the transaction that records the change. */
    public interface Announcer {
        /** Announces that a source or a canary became unreliable. */
        void outage(Handle handle, String source, Instant since, String reason);

        /** Announces that a source or a canary recovered. */
        void recovery(Handle handle, String source, Instant since, Instant ended);
    }

    public OutageDetector(Database database, Clock clock, Announcer announcer) {
        this.database = database;
        this.clock = clock;
        this.announcer = announcer;
    }

    /** Checks every source and every canary. */
    public void check() {
        Instant now = clock.instant();
        database.write(handle -> {
            for (SourceHealth source : new SourceHealthRepository(handle).all(now)) {
                if (source.state() == State.OUTAGE) {
                    begin(handle, source.name(), now, Objects.requireNonNull(source.reason()));
                } else if (source.isHealthy()) {
                    end(handle, source.name(), now);
                }
            }
            for (Canary canary : new CanaryRepository(handle).all()) {
                String problem = canary.problem(now);
                if (problem != null) {
                    begin(handle, canary.name(), now, problem);
                } else {
                    end(handle, canary.name(), now);
                }
            }
        });
    }

    private void begin(Handle handle, String source, Instant now, String reason) {
        if (open(handle, source).isEmpty()) {
            handle.execute(
                    "insert into outage (source, started_at, reason) values (?, ?, ?)",
                    source,
                    now.toEpochMilli(),
                    reason);
            new EventRepository(handle)
                    .append(EventType.OUTAGE_STARTED, source, now, Map.of("reason", reason));
            announcer.outage(handle, source, now, reason);
        }
    }

    private void end(Handle handle, String source, Instant now) {
        open(handle, source)
                .ifPresent(since -> {
                    handle.execute(
                            "update outage set ended_at = ? where source = ? and started_at = ?",
                            now.toEpochMilli(),
                            source,
                            since.toEpochMilli());
                    new EventRepository(handle)
                            .append(
                                    EventType.OUTAGE_ENDED,
                                    source,
                                    now,
                                    Map.of("startedAt", since.toString()));
                    announcer.recovery(handle, source, since, now);
                });
    }

    private static Optional<Instant> open(Handle handle, String source) {
        List<Instant> open =
                handle.createQuery(
                                "select started_at from outage where source = ? and ended_at is"
                                        + " null")
                        .bind(0, source)
                        .map((row, _) -> Instant.ofEpochMilli(row.getLong(1)))
                        .list();
        return open.stream().findFirst();
    }
}
