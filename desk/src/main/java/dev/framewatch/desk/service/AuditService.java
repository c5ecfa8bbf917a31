package dev.framewatch.desk.service;

import dev.framewatch.desk.api.AuditEntryDto;
import dev.framewatch.desk.audit.AuditHead;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.audit.AuditVerifier;
import dev.framewatch.desk.store.Database;
import dev.framewatch.error.InvalidFieldException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the rows of the audit log and verifies their integrity. */
public final class AuditService {
    private final Database database;

    AuditService(Database database) {
        this.database = database;
    }

    /**
     * Returns the latest rows, oldest first.
     *
     * @param limit maximum number of rows, at least 1
     * @throws InvalidFieldException if the limit is less than 1
     */
    public List<AuditEntryDto> list(int limit) {
        if (limit < 1) {
            throw new InvalidFieldException("limit", "must be at least 1, not " + limit);
        }
        return database.read(handle -> AuditLog.latest(handle, limit)).stream()
                .map(AuditEntryDto::of)
                .toList();
    }

    /** Returns the log head. Store it where writers of the database have no access. */
    public AuditHead head() {
        return database.read(AuditLog::head);
    }

    /**
     * Parses a log head as formatted by {@link AuditHead#toString}.
     *
     * @throws InvalidFieldException if the text is malformed
     */
    public static AuditHead parseHead(String text) {
        try {
            return AuditHead.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("expect", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Verifies the whole log and reports every altered, deleted or inserted row.
     *
     * @param expected a previously saved log head, or null
     */
    public AuditVerifier.Result verify(@Nullable AuditHead expected) throws IOException {
        return database.writeAndGet(handle -> AuditVerifier.verify(handle, expected));
    }
}
