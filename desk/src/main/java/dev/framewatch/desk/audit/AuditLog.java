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

/** Who did what to what, each row bound to the one before by its hash. */
public final class AuditLog {
    /** Who did what nobody asked for in person: the watch and its clocks. */
    public static final String PROGRAM = "framewatch";

    private static final int MAX_NAME_LENGTH = 500;
    private static final int MAX_DETAIL_LENGTH = 100_000;

    private static final ObjectWriter JSON =
            StrictJson.MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private AuditLog() {}

    /**
     * Adds a row, in the transaction of what it tells of: both are there or neither.
     *
     * @param handle in a transaction
     * @param who a person's name, or {@link #PROGRAM}
     * @param subject a Target's name, a sighting's id, a source; nothing about other people
     * @param details texts, whole numbers, truth values, and lists and maps of them
     * @throws IllegalStateException outside a transaction
     */
    public static void append(
            Handle handle,
            Clock clock,
            String who,
            AuditAction action,
            String subject,
            Map<String, ?> details) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("the audit log is written in a transaction only");
        }
        String json = JSON.writeValueAsString(details);
        if (json.length() > MAX_DETAIL_LENGTH) {
            throw new IllegalArgumentException(
                    "an entry of the audit log has at most %d characters, not %d"
                            .formatted(MAX_DETAIL_LENGTH, json.length()));
        }
        AuditEntry entry =
                AuditEntry.after(
                        head(handle),
                        Instant.ofEpochMilli(clock.millis()),
                        sanitize(who),
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

    /** Names come from people and files; a line feed in one would make hashes ambiguous. */
    private static String sanitize(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() > MAX_NAME_LENGTH ? clean.substring(0, MAX_NAME_LENGTH) : clean;
    }

    /** The end of the log as it is now. */
    public static AuditHead head(Handle handle) {
        return handle.createQuery("select seq, hash from audit order by seq desc limit 1")
                .map((row, _) -> new AuditHead(row.getLong("seq"), row.getString("hash")))
                .findOne()
                .orElse(AuditHead.EMPTY);
    }

    /** The last rows, the earliest of them first. */
    public static List<AuditEntry> latest(Handle handle, int most) {
        return handle.createQuery(
                        "select * from (select * from audit order by seq desc limit ?) order by"
                                + " seq")
                .bind(0, most)
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

    /** Every row in order, without holding them all. */
    static void forEach(Handle handle, Consumer<AuditEntry> to) {
        handle.createQuery("select * from audit order by seq")
                .map(AuditLog::read)
                .useStream(rows -> rows.forEach(to));
    }

    /**
     * Returns the file beside the database's file; none where the database is not a file. A plain
     * pragma reads no table, so a read transaction does not begin to see the database yet.
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
