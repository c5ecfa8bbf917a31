package dev.framewatch.desk.store;

import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Stores the configured sources; the state of polling is in {@link PollRepository}. */
public final class SourceRepository {
    private static final String ALL =
            """
            select source.*, (select failure from poll where poll.source = source.name
                              order by polled_at desc, id desc limit 1) as last_failure
            from source\
            """;

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public SourceRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * A source and its state.
     *
     * @param settings settings of the source
     * @param addedAt time at which it was added
     * @param paused whether polling is paused
     * @param dueAt time of the next poll
     * @param failures number of consecutive failures
     * @param lastSuccess time of the last successful poll; null if none
     * @param lastFailure reason of the last failure; null if the last poll succeeded
     */
    public record Row(
            SourceSettings settings,
            Instant addedAt,
            boolean paused,
            Instant dueAt,
            int failures,
            @Nullable Instant lastSuccess,
            @Nullable String lastFailure) {}

    /**
     * Adds a source that is due immediately.
     *
     * @return false, without a change, if a source with this name exists
     */
    public boolean add(SourceSettings settings, Instant now) {
        int added =
                handle.execute(
                        "insert into source (name, kind, location, interval_seconds, allow_private,"
                                + " access, added_at, due_at) values (?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (name) do nothing",
                        settings.name(),
                        settings.kind().word(),
                        settings.place(),
                        settings.every().toSeconds(),
                        settings.allowPrivate(),
                        SourceAccessColumn.text(settings.access()),
                        now.toEpochMilli(),
                        now.toEpochMilli());
        return added == 1;
    }

    /**
     * Changes how a source is polled; it is due immediately and goes on where it was.
     *
     * @param settings with the present kind and place
     */
    public void change(SourceSettings settings, Instant now) {
        handle.execute(
                "update source set interval_seconds = ?, allow_private = ?, access = ?, due_at = ?"
                        + " where name = ?",
                settings.every().toSeconds(),
                settings.allowPrivate(),
                SourceAccessColumn.text(settings.access()),
                now.toEpochMilli(),
                settings.name());
    }

    /** Returns all sources, ordered by name. */
    public List<Row> list() {
        return handle.createQuery(ALL + " order by name").map(SourceRepository::read).list();
    }

    /** Returns the source of a post, by its present name; empty if it was removed. */
    public Optional<SourceSettings> ofPost(String post) {
        return handle.createQuery(ALL + " where name = (select source from post where id = ?)")
                .bind(0, post)
                .map(SourceRepository::read)
                .findOne()
                .map(Row::settings);
    }

    public Optional<Row> get(String name) {
        return handle.createQuery(ALL + " where name = ?")
                .bind(0, SourceSettings.canonicalName(name))
                .map(SourceRepository::read)
                .findOne();
    }

    /**
     * Pauses polling of a source.
     *
     * @return false if there is no source with this name
     */
    public boolean pause(String name) {
        return handle.execute(
                        "update source set paused = 1 where name = ?",
                        SourceSettings.canonicalName(name))
                == 1;
    }

    /**
     * Resumes polling of a source, starting now.
     *
     * @return false if there is no source with this name
     */
    public boolean resume(String name, Instant now) {
        return handle.execute(
                        "update source set paused = 0, consecutive_failures = 0, due_at = ? where"
                                + " name = ?",
                        now.toEpochMilli(),
                        SourceSettings.canonicalName(name))
                == 1;
    }

    /**
     * Deletes a source; its posts and polls are kept.
     *
     * @return false if there is no source with this name
     */
    public boolean remove(String name) {
        return handle.execute(
                        "delete from source where name = ?", SourceSettings.canonicalName(name))
                == 1;
    }

    private static Row read(ResultSet row, StatementContext context) throws SQLException {
        long success = row.getLong("last_success_at");
        return new Row(
                new SourceSettings(
                        row.getString("name"),
                        SourceKind.of(row.getString("kind")),
                        row.getString("location"),
                        Duration.ofSeconds(row.getLong("interval_seconds")),
                        row.getBoolean("allow_private"),
                        SourceAccessColumn.read(row.getString("access"))),
                Instant.ofEpochMilli(row.getLong("added_at")),
                row.getBoolean("paused"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                row.getInt("consecutive_failures"),
                success == 0 ? null : Instant.ofEpochMilli(success),
                row.getInt("consecutive_failures") == 0 ? null : row.getString("last_failure"));
    }
}
