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

/** Lists the rows of the audit log and verifies that none was altered. */
public final class AuditService {
    private final Database database;

    AuditService(Database database) {
        this.database = database;
    }

    /**
     * Returns the latest rows, the earliest of them first.
     *
     * @param limit how many at most, at least 1
     * @throws InvalidFieldException when the limit is less than 1
     */
    public List<AuditEntryDto> list(int limit) {
        if (limit < 1) {
            throw new InvalidFieldException("limit", "at least 1, not " + limit);
        }
        return database.read(handle -> AuditLog.latest(handle, limit)).stream()
                .map(AuditEntryDto::of)
                .toList();
    }

    /** Returns the end of the log, to be kept where the database's writer cannot write. */
    public AuditHead head() {
        return database.read(AuditLog::head);
    }

    /**
     * Reads the end of a log as {@link AuditHead#toString} writes it.
     *
     * @throws InvalidFieldException when it is none
     */
    public static AuditHead parseHead(String text) {
        try {
            return AuditHead.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException("expect", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads the whole log and names every row that was changed, removed or inserted.
     *
     * @param expected an end that was kept elsewhere; null where there is none
     */
    public AuditVerifier.Result verify(@Nullable AuditHead expected) throws IOException {
        return database.writeAndGet(handle -> AuditVerifier.verify(handle, expected));
    }
}
