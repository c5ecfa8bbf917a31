package dev.framewatch.desk.health;

import dev.framewatch.desk.health.ActivityBaseline.Poll;
import dev.framewatch.desk.health.SourceHealth.State;
import dev.framewatch.desk.store.PollRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Derives the health of each source from its recorded polls. */
public final class SourceHealthRepository {
    /** Consecutive failures that count as an outage. */
    private static final int MIN_OUTAGE_FAILURES = 5;

    private static final Duration MIN_GRACE = Duration.ofMinutes(10);

    private final Handle handle;

    public SourceHealthRepository(Handle handle) {
        this.handle = handle;
    }

    private record Row(
            String name,
            boolean paused,
            int failures,
            @Nullable Instant lastSuccess,
            String lastFailure,
            Instant due,
            Duration interval) {
        /** Returns the latest time at which a running watch would have polled it. */
        Instant latestPoll() {
            Duration grace = interval.multipliedBy(3);
            return due.plus(grace.compareTo(MIN_GRACE) > 0 ? grace : MIN_GRACE);
        }
    }

    /** Returns the health of every source, ordered by name. */
    public List<SourceHealth> all(Instant now) {
        List<Row> rows =
                handle.createQuery(
                                """
                                select name, paused, consecutive_failures, last_success_at, due_at,
                                    interval_seconds,
                                    coalesce((select failure from poll where poll.source = source.name
                                        and failure is not null order by polled_at desc limit 1), '') as last
                                from source order by name\
                                """)
                        .map((row, _) -> row(row))
                        .list();
        List<SourceHealth> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(health(row, new ActivityBaseline(polls(row.name, now), now)));
        }
        return all;
    }

    private List<Poll> polls(String source, Instant now) {
        return new PollRepository(handle)
                .after(source, now.minus(ActivityBaseline.PERIOD)).stream()
                        .map(poll ->
                                new Poll(
                                        poll.polledAt(),
                                        poll.items(),
                                        poll.newItems(),
                                        poll.failure()))
                        .toList();
    }

    private static SourceHealth health(Row row, ActivityBaseline baseline) {
        String silence = baseline.silence();
        State state;
        String reason = null;
        if (row.paused) {
            state = State.PAUSED;
        } else if (baseline.now().isAfter(row.latestPoll()) && row.lastSuccess != null) {
            state = State.STALLED;
            reason =
                    "poll overdue by %s: is the watch running?"
                            .formatted(
                                    ActivityBaseline.format(
                                            Duration.between(row.due, baseline.now())));
        } else if (row.failures >= MIN_OUTAGE_FAILURES) {
            state = State.OUTAGE;
            reason = "%d consecutive failures: %s".formatted(row.failures, row.lastFailure);
        } else if (silence != null) {
            state = State.OUTAGE;
            reason = silence;
        } else if (row.failures > 0) {
            state = State.FAILING;
            reason = row.lastFailure;
        } else {
            state = row.lastSuccess == null ? State.NEW : State.OK;
        }
        return new SourceHealth(
                row.name,
                row.lastSuccess,
                baseline.newItemsToday(),
                baseline.medianDailyItems(),
                baseline.failuresToday(),
                state,
                reason);
    }

    private static Row row(ResultSet row) throws SQLException {
        long success = row.getLong("last_success_at");
        Instant lastSuccess = row.wasNull() ? null : Instant.ofEpochMilli(success);
        return new Row(
                row.getString("name"),
                row.getBoolean("paused"),
                row.getInt("consecutive_failures"),
                lastSuccess,
                row.getString("last"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                Duration.ofSeconds(row.getLong("interval_seconds")));
    }
}
