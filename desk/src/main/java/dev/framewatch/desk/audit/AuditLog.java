package dev.framewatch.desk.audit;

import dev.framewatch.desk.store.Cursor;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import dev.framewatch.desk.store.Page;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.json.StrictJson;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/** Append-only audit log; each row is chained to the previous one by its hash. */
public final class AuditLog {
    /** Actor of actions that no user requested, such as those of the watch. */
    public static final String PROGRAM = "framewatch";

    private static final int MAX_NAME_LENGTH = 500;
    private static final int MAX_DETAIL_LENGTH = 100_000;

    private static final ObjectWriter JSON =
            StrictJson.MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private AuditLog() {}

    /**
     * Appends a row in the transaction of the change it describes, so both are committed or
     * neither.
     *
     * @param handle handle of a transaction
     * @param actor name of the user, or {@link #PROGRAM}
     * @param subject affected object: name of a target or source, or id of a sighting; no personal
     *     data of others
     * @param details strings, integers, booleans, and lists and maps of them
     * @throws IllegalStateException outside a transaction
     */
    public static void append(
            Handle handle,
            Clock clock,
            String actor,
            AuditAction action,
            String subject,
            Map<String, ?> details) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("audit log entries require a transaction");
        }
        String json = JSON.writeValueAsString(details);
        if (json.length() > MAX_DETAIL_LENGTH) {
            throw new IllegalArgumentException(
                    "the details of an audit log entry are limited to %,d characters, not %,d"
                            .formatted(MAX_DETAIL_LENGTH, json.length()));
        }
        AuditEntry entry =
                AuditEntry.after(
                        head(handle),
                        Instant.ofEpochMilli(clock.millis()),
                        sanitize(actor),
                        action.word(),
                        sanitize(subject),
                        json);
        handle.createUpdate(
                        """
                        insert into audit (seq, created_at, actor, action, subject, detail,
                            previous_hash, hash)
                        values (:seq, :createdAt, :actor, :action, :subject, :detail,
                            :previousHash, :hash)\
                        """)
                .bind("seq", entry.seq())
                .bind("createdAt", entry.createdAt().toEpochMilli())
                .bind("actor", entry.actor())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("detail", entry.detail())
                .bind("previousHash", entry.previousHash())
                .bind("hash", entry.hash())
                .execute();
        EventType event = action.event();
        if (event != null) {
            new EventRepository(handle)
                    .append(
                            event,
                            entry.subject(),
                            entry.createdAt(),
                            Map.of("action", entry.action(), "actor", entry.actor()));
        }
        headFile(handle)
                .ifPresent(file ->
                        handle.afterCommit(
                                () -> file.write(new AuditHead(entry.seq(), entry.hash()))));
    }

    /** Removes control characters: a line feed in an untrusted name would make hashes ambiguous. */
    private static String sanitize(String text) {
        String clean = text.replaceAll("\\p{Cc}", " ").strip();
        return clean.length() > MAX_NAME_LENGTH ? clean.substring(0, MAX_NAME_LENGTH) : clean;
    }

    /** Returns the current head of the log. */
    public static AuditHead head(Handle handle) {
        return handle.createQuery("select seq, hash from audit order by seq desc limit 1")
                .map((row, _) -> new AuditHead(row.getLong("seq"), row.getString("hash")))
                .findOne()
                .orElse(AuditHead.EMPTY);
    }

    /**
     * Returns the last rows, earliest first.
     *
     * @param limit maximum number of rows
     */
    public static List<AuditEntry> latest(Handle handle, int limit) {
        return handle.createQuery(
                        "select * from (select * from audit order by seq desc limit ?) order by"
                                + " seq")
                .bind(0, limit)
                .map(AuditLog::read)
                .list();
    }

    /** Returns a page of the log, latest row first. */
    public static Page<AuditEntry> page(Handle handle, PageRequest request) {
        long total = handle.createQuery("select count(*) from audit").mapTo(Long.class).one();
        List<AuditEntry> rows =
                handle.createQuery("select * from audit where seq < ? order by seq desc limit ?")
                        .bind(0, request.start().position())
                        .bind(1, request.limitPlusOne())
                        .map(AuditLog::read)
                        .list();
        return Page.of(request, rows, total, last -> Cursor.at(last.seq()));
    }

    /** Passes every row in order to a consumer, without holding all of them in memory. */
    static void forEach(Handle handle, Consumer<AuditEntry> consumer) {
        handle.createQuery("select * from audit order by seq")
                .map(AuditLog::read)
                .useStream(rows -> rows.forEach(consumer));
    }

    /**
     * Returns the head file beside the database file; empty for an in-memory database. A plain
     * pragma reads no table, so it does not yet start the snapshot of a read transaction.
     */
    static Optional<AuditHeadFile> headFile(Handle handle) {
        return handle
                .createQuery("pragma database_list")
                .map((row, _) -> Map.entry(row.getString("name"), row.getString("file")))
                .stream()
                .filter(database -> database.getKey().equals("main"))
                .map(Map.Entry::getValue)
                .filter(file -> !file.isEmpty())
                .map(file -> AuditHeadFile.beside(Path.of(file)))
                .findFirst();
    }

    private static AuditEntry read(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
