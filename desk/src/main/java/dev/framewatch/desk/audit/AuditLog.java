package dev.framewatch.desk.audit;

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
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Who did what to what, each row bound to the one before by its hash. */
public final class AuditLog {
    /** Who did what nobody asked for in person: the watch and its clocks. */
    public static final String PROGRAM = "framewatch";

    private static final int MAX_NAME = 500;
    private static final int MAX_DETAIL = 100_000;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

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
        if (json.length() > MAX_DETAIL) {
            throw new IllegalArgumentException(
                    "an entry of the audit log has at most %d characters, not %d"
                            .formatted(MAX_DETAIL, json.length()));
        }
        AuditEntry entry =
                AuditEntry.after(
                        head(handle),
                        Instant.ofEpochMilli(clock.millis()),
                        line(who),
                        action.word(),
                        line(subject),
                        json);
        handle.createUpdate(
                        """
                        insert into audit (seq, at, who, action, subject, detail, previous, hash)
                        values (:seq, :at, :who, :action, :subject, :detail, :previous, :hash)\
                        """)
                .bindMethods(entry)
                .bind("at", entry.at().toEpochMilli())
                .execute();
        headFile(handle)
                .ifPresent(file ->
                        handle.afterCommit(
                                () -> file.keep(new AuditHead(entry.seq(), entry.hash()))));
    }

    /** Names come from people and files; a line feed in one would make hashes ambiguous. */
    private static String line(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() > MAX_NAME ? clean.substring(0, MAX_NAME) : clean;
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

    /** Every row in order, without holding them all. */
    static void each(Handle handle, Consumer<AuditEntry> to) {
        handle.createQuery("select * from audit order by seq")
                .map(AuditLog::read)
                .useStream(rows -> rows.forEach(to));
    }

    /** Beside the database's file; none where the database is not a file. */
    static Optional<AuditHeadFile> headFile(Handle handle) {
        return handle.createQuery("select file from pragma_database_list where name = 'main'")
                .mapTo(String.class)
                .findOne()
                .filter(file -> !file.isEmpty())
                .map(file -> AuditHeadFile.beside(Path.of(file)));
    }

    private static AuditEntry read(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("who"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("previous"),
                row.getString("hash"));
    }
}
