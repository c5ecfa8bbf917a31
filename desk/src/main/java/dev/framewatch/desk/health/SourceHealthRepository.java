package dev.framewatch.desk.health;

import dev.framewatch.desk.health.ActivityBaseline.Poll;
import dev.framewatch.desk.health.PostBacklog.Today;
import dev.framewatch.desk.health.SourceHealth.State;
import dev.framewatch.desk.retry.RetryPolicy;
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
            @Nullable Instant lastPoll,
            String lastFailure,
            Instant due,
            Duration interval) {
        /** Returns the latest time at which a running watch would have polled it. */
        Instant latestPoll() {
            if (lastPoll == null) {
                return due.plus(interval);
            }
            Duration grace = interval.multipliedBy(3);
            return due.plus(grace.compareTo(MIN_GRACE) > 0 ? grace : MIN_GRACE);
        }

        /** Returns whether its next poll is later than any delay explains. */
        boolean isDueTooLate(Instant now) {
            Duration retryAfter = failures == 0 ? interval : RetryPolicy.DEFAULT_MAX_RETRY_AFTER;
            Duration delay = interval.compareTo(retryAfter) > 0 ? interval : retryAfter;
            return due.isAfter(now.plus(delay).plus(PollRepository.CLOCK_TOLERANCE));
        }
    }

    /** Returns the health of every source, ordered by name. */
    public List<SourceHealth> all(Instant now) {
        List<Row> rows =
                handle.createQuery(
                                """
                                select name, paused, consecutive_failures, last_success_at, due_at,
                                    interval_seconds,
                                    (select max(polled_at) from poll where poll.source = source.name)
                                        as last_poll,
                                    coalesce((select failure from poll where poll.source = source.name
                                        and failure is not null order by polled_at desc limit 1), '') as last
                                from source order by name\
                                """)
                        .map((row, _) -> row(row))
                        .list();
        PostBacklog backlog = new PostBacklog(handle, now);
        List<SourceHealth> all = new ArrayList<>();
        for (Row row : rows) {
            ActivityBaseline baseline = new ActivityBaseline(polls(row.name, now), now);
            all.add(health(row, baseline, backlog.today(row.name)));
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

    /** A state and its reason; null if the state is a healthy one. */
    private record Diagnosis(State state, @Nullable String reason) {}

    private static SourceHealth health(Row row, ActivityBaseline baseline, Today today) {
        Diagnosis diagnosis = diagnosis(row, baseline, today);
        return new SourceHealth(
                row.name,
                row.lastSuccess,
                baseline.newItemsToday(),
                baseline.medianDailyItems(),
                baseline.failuresToday(),
                diagnosis.state,
                diagnosis.reason);
    }

    private static Diagnosis diagnosis(Row row, ActivityBaseline baseline, Today today) {
        if (row.paused) {
            return new Diagnosis(State.PAUSED, null);
        }
        Instant now = baseline.now();
        if (row.lastPoll != null
                && row.lastPoll.isAfter(now.plus(PollRepository.CLOCK_TOLERANCE))) {
            return new Diagnosis(
                    State.STALLED,
                    "its last poll is dated %s in the future: the clock was wrong; a running watch"
                                    .formatted(span(now, row.lastPoll))
                            + " polls it again at once");
        }
        if (row.isDueTooLate(now)) {
            return new Diagnosis(
                    State.STALLED,
                    "its next poll is %s away: the clock was wrong; a running watch polls it again"
                                    .formatted(span(now, row.due))
                            + " at once");
        }
        if (now.isAfter(row.latestPoll())) {
            return new Diagnosis(
                    State.STALLED,
                    row.lastPoll == null
                            ? "never polled, though due for %s: is the watch running?"
                                    .formatted(span(row.due, now))
                            : "poll overdue by %s: is the watch running?"
                                    .formatted(span(row.due, now)));
        }
        if (row.failures >= MIN_OUTAGE_FAILURES) {
            return new Diagnosis(
                    State.OUTAGE,
                    "%d consecutive failures: %s".formatted(row.failures, row.lastFailure));
        }
        String silence = baseline.silence();
        if (silence != null) {
            return new Diagnosis(State.OUTAGE, silence);
        }
        if (today.isOutage()) {
            return new Diagnosis(State.OUTAGE, today.description());
        }
        if (row.failures > 0) {
            return new Diagnosis(State.FAILING, row.lastFailure);
        }
        if (today.isMostlyUnseen()) {
            return new Diagnosis(State.FAILING, today.description());
        }
        return new Diagnosis(row.lastSuccess == null ? State.NEW : State.OK, null);
    }

    private static String span(Instant from, Instant to) {
        return RoundedDuration.format(Duration.between(from, to));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("name"),
                row.getBoolean("paused"),
                row.getInt("consecutive_failures"),
                instant(row, "last_success_at"),
                instant(row, "last_poll"),
                row.getString("last"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                Duration.ofSeconds(row.getLong("interval_seconds")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
