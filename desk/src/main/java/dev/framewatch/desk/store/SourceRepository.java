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

/** The Sources that there are; how asking them goes is {@link PollRepository}'s. */
public final class SourceRepository {
    private static final String ALL =
            """
            select source.*, (select failure from poll where poll.source = source.name
                              order by polled_at desc, id desc limit 1) as last_failure
            from source\
            """;

    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public SourceRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * A Source and how it is doing.
     *
     * @param settings as the user described it
     * @param addedAt when
     * @param paused whether it is left alone until it is resumed
     * @param dueAt when it is asked next
     * @param failures in a row until now
     * @param lastSuccess when it last answered; null for never
     * @param lastFailure why it last failed; null where the last answer came
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
     * Adds a Source that is due at once.
     *
     * @return false, with nothing changed, when there is one of that name
     */
    public boolean add(SourceSettings settings, Instant now) {
        int added =
                handle.execute(
                        "insert into source (name, kind, location, interval_seconds, allow_private,"
                                + " added_at, due_at) values (?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (name) do nothing",
                        settings.name(),
                        settings.kind().word(),
                        settings.place(),
                        settings.every().toSeconds(),
                        settings.allowPrivate(),
                        now.toEpochMilli(),
                        now.toEpochMilli());
        return added == 1;
    }

    /** All of them by name. */
    public List<Row> list() {
        return handle.createQuery(ALL + " order by name").map(SourceRepository::read).list();
    }

    public Optional<Row> get(String name) {
        return handle.createQuery(ALL + " where name = ?")
                .bind(0, name)
                .map(SourceRepository::read)
                .findOne();
    }

    /** Leaves a Source alone from now on; false when there is none of that name. */
    public boolean pause(String name) {
        return handle.execute("update source set paused = 1 where name = ?", name) == 1;
    }

    /** Has a Source asked again, at once; false when there is none of that name. */
    public boolean resume(String name, Instant now) {
        return handle.execute(
                        "update source set paused = 0, consecutive_failures = 0, due_at = ? where"
                                + " name = ?",
                        now.toEpochMilli(),
                        name)
                == 1;
    }

    /**
     * Forgets a Source; what it brought, and how asking it went, stays. False when there is none of
     * that name.
     */
    public boolean remove(String name) {
        return handle.execute("delete from source where name = ?", name) == 1;
    }

    private static Row read(ResultSet row, StatementContext context) throws SQLException {
        long success = row.getLong("last_success_at");
        return new Row(
                new SourceSettings(
                        row.getString("name"),
                        SourceKind.of(row.getString("kind")),
                        row.getString("location"),
                        Duration.ofSeconds(row.getLong("interval_seconds")),
                        row.getBoolean("allow_private")),
                Instant.ofEpochMilli(row.getLong("added_at")),
                row.getBoolean("paused"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                row.getInt("consecutive_failures"),
                success == 0 ? null : Instant.ofEpochMilli(success),
                row.getInt("consecutive_failures") == 0 ? null : row.getString("last_failure"));
    }
}
