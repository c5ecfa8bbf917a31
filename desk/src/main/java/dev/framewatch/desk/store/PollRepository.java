package dev.framewatch.desk.store;

import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** When Sources are asked, and how that went. */
public final class PollRepository {
    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public PollRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * A Source that is to be asked.
     *
     * @param settings as the user described it
     * @param cursor where its last answer said to go on
     * @param failures in a row until now
     */
    public record Due(SourceSettings settings, String cursor, int failures) {}

    /** Sources whose time has come, the longest due first. */
    public List<Due> due(Instant now) {
        return handle.createQuery(
                        "select * from source where paused = 0 and due_at <= ? order by due_at,"
                                + " name")
                .bind(0, now.toEpochMilli())
                .map(PollRepository::read)
                .list();
    }

    /** All that are not paused, whether their time has come or not. */
    public List<Due> all() {
        return handle.createQuery("select * from source where paused = 0 order by name")
                .map(PollRepository::read)
                .list();
    }

    /**
     * An answer came.
     *
     * @param items in it; null for as many as the last time
     */
    public void succeeded(
            Due source,
            Instant now,
            @Nullable Integer items,
            int fresh,
            String cursor,
            Instant due) {
        record(source, now, items == null ? lastItems(source) : items, fresh, null);
        handle.execute(
                "update source set cursor = ?, due_at = ?, failures = 0, last_success = ? where"
                        + " name = ?",
                cursor,
                due.toEpochMilli(),
                now.toEpochMilli(),
                source.settings().name());
    }

    private int lastItems(Due source) {
        return handle.createQuery(
                        "select items from poll where source = ? and failure is null"
                                + " order by at desc, rowid desc limit 1")
                .bind(0, source.settings().name())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    /** No answer came. */
    public void failed(Due source, Instant now, String why, Instant due) {
        record(source, now, 0, 0, why);
        handle.execute(
                "update source set due_at = ?, failures = failures + 1 where name = ?",
                due.toEpochMilli(),
                source.settings().name());
    }

    private void record(Due source, Instant now, int items, int fresh, @Nullable String failure) {
        handle.execute(
                "insert into poll (source, at, items, fresh, failure) values (?, ?, ?, ?, ?)",
                source.settings().name(),
                now.toEpochMilli(),
                items,
                fresh,
                failure);
    }

    private static Due read(ResultSet row, StatementContext context) throws SQLException {
        return new Due(
                new SourceSettings(
                        row.getString("name"),
                        SourceKind.of(row.getString("kind")),
                        row.getString("place"),
                        Duration.ofSeconds(row.getLong("every_seconds")),
                        row.getBoolean("allow_private")),
                row.getString("cursor"),
                row.getInt("failures"));
    }
}
