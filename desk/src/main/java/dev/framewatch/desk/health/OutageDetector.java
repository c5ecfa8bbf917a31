package dev.framewatch.desk.health;

import dev.framewatch.desk.health.SourceHealth.State;
import dev.framewatch.desk.store.ConcernRepository;
import dev.framewatch.desk.store.ConcernRepository.Concern;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Detects outages and recoveries of sources and of the watch; announces each once. */
public final class OutageDetector {
    /** Begins the name of a problem of the watch itself. */
    private static final String WATCH = "watch: ";

    private final Database database;
    private final Clock clock;
    private final Announcer announcer;

    /** Writes alerts to the outbox, in the transaction that records the change. */
    public interface Announcer {
        /** Announces that a source, a canary or the watch became unreliable. */
        void outage(Handle handle, String source, Instant since, String reason);

        /** Announces that a source, a canary or the watch recovered. */
        void recovery(Handle handle, String source, Instant since, Instant ended);
    }

    public OutageDetector(Database database, Clock clock, Announcer announcer) {
        this.database = database;
        this.clock = clock;
        this.announcer = announcer;
    }

    /** Checks every source, its posts, every canary, and the watch itself. */
    public void check() {
        Instant now = clock.instant();
        database.write(handle -> {
            Problems problems = Problems.of(handle, now);
            problems.reasons.forEach((name, reason) -> begin(handle, name, now, reason));
            for (String name : open(handle)) {
                if (!problems.reasons.containsKey(name) && !problems.uncertain.contains(name)) {
                    end(handle, name, now, problems.isRecovery(name));
                }
            }
        });
    }

    /**
     * The current state of all that may have an outage.
     *
     * @param reasons reason of each problem, by name
     * @param uncertain names of what is neither in order nor certainly an outage
     * @param recovered names of what is in order again, if there was an outage
     */
    private record Problems(
            Map<String, String> reasons, Set<String> uncertain, Set<String> recovered) {
        static Problems of(Handle handle, Instant now) {
            Problems problems =
                    new Problems(new LinkedHashMap<>(), new HashSet<>(), new HashSet<>());
            problems.addSources(new SourceHealthRepository(handle).all(now));
            for (Canary canary : new CanaryRepository(handle).all()) {
                problems.add(canary.name(), canary.problem(now));
            }
            for (Concern concern : new ConcernRepository(handle).all()) {
                problems.add(WATCH + concern.subject(), concern.reason());
            }
            for (Concern concern : new PostBacklog(handle, now).concerns(problems.unreliable())) {
                problems.add(concern.subject(), concern.reason());
            }
            return problems;
        }

        /** Returns the names of the sources whose state says enough of their posts. */
        private Set<String> unreliable() {
            Set<String> names = new HashSet<>(uncertain);
            names.addAll(reasons.keySet());
            return names;
        }

        /** Returns whether what had an outage is in order, and not just removed or past. */
        boolean isRecovery(String name) {
            return recovered.contains(name)
                    || name.startsWith(WATCH)
                    || (name.startsWith(PostBacklog.SUBJECT) && !name.endsWith(PostBacklog.LOST));
        }

        private void addSources(List<SourceHealth> sources) {
            for (SourceHealth source : sources) {
                if (source.isHealthy() || source.state() == State.OUTAGE) {
                    add(source.name(), source.reason());
                } else {
                    uncertain.add(source.name());
                }
            }
        }

        private void add(String name, @Nullable String reason) {
            if (reason == null) {
                recovered.add(name);
            } else {
                reasons.put(name, reason);
            }
        }
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

    private void end(Handle handle, String source, Instant now, boolean isRecovery) {
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
                    if (isRecovery) {
                        announcer.recovery(handle, source, since, now);
                    }
                });
    }

    /** Returns the names of all open outages. */
    private static List<String> open(Handle handle) {
        return handle.createQuery(
                        "select source from outage where ended_at is null order by source")
                .mapTo(String.class)
                .list();
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
