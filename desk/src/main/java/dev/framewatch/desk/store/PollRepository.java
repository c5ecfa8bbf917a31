package dev.framewatch.desk.store;

import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Schedule and results of polls. */
public final class PollRepository {
    /** Moments that are later than expected by less than this are corrections of the clock. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public PollRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * A source to poll.
     *
     * @param settings settings of the source
     * @param addedAt time at which it was added
     * @param cursor position from which the next poll continues
     * @param failures number of consecutive failures
     */
    public record Due(SourceSettings settings, Instant addedAt, String cursor, int failures) {}

    /**
     * Returns the name that a source has now: it may have been renamed since it was read. That of a
     * source that was removed is the last one.
     */
    public String currentName(Due source) {
        return handle.createQuery(
                        """
                        select name from source where added_at = :added and kind = :kind
                            and location = :place order by name = :name desc limit 1\
                        """)
                .bind("added", source.addedAt.toEpochMilli())
                .bind("kind", source.settings.kind().word())
                .bind("place", source.settings.place())
                .bind("name", source.settings.name())
                .mapTo(String.class)
                .findOne()
                .orElse(source.settings.name());
    }

    /**
     * Returns the sources that are due, longest overdue first. One whose next poll is later than
     * any delay explains is due, too: the clock was ahead when it was planned.
     */
    public List<Due> due(Instant now) {
        return handle.createQuery(
                        """
                        select * from source where paused = 0 and (due_at <= :now
                            or due_at - :now > :tolerance + max(1000 * interval_seconds,
                                case consecutive_failures when 0 then 0 else :retryAfter end))
                        order by due_at, name\
                        """)
                .bind("now", now.toEpochMilli())
                .bind("tolerance", CLOCK_TOLERANCE.toMillis())
                .bind("retryAfter", RetryPolicy.DEFAULT_MAX_RETRY_AFTER.toMillis())
                .map(PollRepository::read)
                .list();
    }

    /** Returns when the next source that is not paused is due; empty if there is none. */
    public Optional<Instant> nextDue() {
        return handle.createQuery("select min(due_at) from source where paused = 0")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Returns all sources that are not paused, due or not. */
    public List<Due> active() {
        return handle.createQuery("select * from source where paused = 0 order by name")
                .map(PollRepository::read)
                .list();
    }

    /**
     * Records a successful poll.
     *
     * @param items number of items in the response; null if unchanged since the last poll
     * @param leftOut which files of the source were skipped, for display; empty if none
     */
    public void recordSuccess(
            Due source,
            Instant now,
            @Nullable Integer items,
            int newItems,
            String cursor,
            String leftOut,
            Instant due) {
        String name = currentName(source);
        record(name, now, items == null ? lastItems(name) : items, newItems, null);
        handle.execute(
                "update source set cursor = ?, left_out = ?, due_at = ?,"
                        + " consecutive_failures = 0, last_success_at = ? where"
                        + " name = ?",
                cursor,
                leftOut,
                due.toEpochMilli(),
                now.toEpochMilli(),
                name);
    }

    /**
     * Returns which files of the active sources were skipped, for display, keyed by the name of the
     * source.
     */
    public SortedMap<String, String> leftOut() {
        SortedMap<String, String> leftOut = new TreeMap<>();
        handle.createQuery("select name, left_out from source where paused = 0 and left_out <> ''")
                .map((row, _) -> Map.entry(row.getString("name"), row.getString("left_out")))
                .forEach(entry -> leftOut.put(entry.getKey(), entry.getValue()));
        return leftOut;
    }

    private int lastItems(String name) {
        return handle.createQuery(
                        "select items from poll where source = ? and failure is null"
                                + " order by polled_at desc, id desc limit 1")
                .bind(0, name)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    /** Records a failed poll. */
    public void recordFailure(Due source, Instant now, String reason, Instant due) {
        String name = currentName(source);
        record(name, now, 0, 0, reason);
        handle.execute(
                "update source set due_at = ?, consecutive_failures = consecutive_failures + 1"
                        + " where name = ?",
                due.toEpochMilli(),
                name);
    }

    /**
     * One poll.
     *
     * @param id sequence number, increasing with time
     * @param source name of the source
     * @param polledAt time of the poll
     * @param items number of items in the response
     * @param newItems number of posts among them that were not known before
     * @param failure reason of the failure, for display; null if the poll succeeded
     */
    public record Poll(
            long id,
            String source,
            Instant polledAt,
            int items,
            int newItems,
            @Nullable String failure) {}

    /**
     * Returns a page of polls, latest first.
     *
     * @param source name of the source; null for all
     */
    public Page<Poll> page(@Nullable String source, PageRequest request) {
        String condition = source == null ? "" : " and source = :source";
        Map<String, String> values = source == null ? Map.of() : Map.of("source", source);
        long total =
                handle.createQuery("select count(*) from poll where true" + condition)
                        .bindMap(values)
                        .mapTo(Long.class)
                        .one();
        List<Poll> rows =
                handle.createQuery(
                                "select * from poll where id < :position"
                                        + condition
                                        + " order by id desc limit :limit")
                        .bindMap(values)
                        .bind("position", request.start().position())
                        .bind("limit", request.limitPlusOne())
                        .map(PollRepository::poll)
                        .list();
        return Page.of(request, rows, total, last -> Cursor.at(last.id()));
    }

    /** Returns a source's polls after an instant, earliest first. */
    public List<Poll> after(String source, Instant instant) {
        return handle.createQuery(
                        "select * from poll where source = ? and polled_at > ? order by polled_at")
                .bind(0, source)
                .bind(1, instant.toEpochMilli())
                .map(PollRepository::poll)
                .list();
    }

    private static Poll poll(ResultSet row, StatementContext context) throws SQLException {
        return new Poll(
                row.getLong("id"),
                row.getString("source"),
                Instant.ofEpochMilli(row.getLong("polled_at")),
                row.getInt("items"),
                row.getInt("new_items"),
                row.getString("failure"));
    }

    private void record(
            String source, Instant now, int items, int newItems, @Nullable String failure) {
        handle.execute(
                "insert into poll (source, polled_at, items, new_items, failure) values (?, ?, ?,"
                        + " ?, ?)",
                source,
                now.toEpochMilli(),
                items,
                newItems,
                failure);
    }

    private static Due read(ResultSet row, StatementContext context) throws SQLException {
        return new Due(
                new SourceSettings(
                        row.getString("name"),
                        SourceKind.of(row.getString("kind")),
                        row.getString("location"),
                        Duration.ofSeconds(row.getLong("interval_seconds")),
                        row.getBoolean("allow_private"),
                        SourceAccessColumn.read(row.getString("access"))),
                Instant.ofEpochMilli(row.getLong("added_at")),
                row.getString("cursor"),
                row.getInt("consecutive_failures"));
    }
}
