package dev.framewatch.desk.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole audit log and says where it is not what it was. Whoever can write the database
 * can also compute every hash anew: only an end of the log that was kept elsewhere shows that.
 */
public final class AuditVerifier {
    private static final int MAX_FINDINGS = 100;
    private static final Set<String> TRIGGERS =
            Set.of(
                    "audit_is_never_changed",
                    "audit_is_never_deleted",
                    "audit_is_added_to_at_its_end");

    private final List<String> findings = new ArrayList<>();
    private final List<AuditHead> savedHeads = new ArrayList<>();
    private AuditHead last = AuditHead.EMPTY;

    private AuditVerifier() {}

    /**
     * What was found.
     *
     * @param rows how many there are
     * @param head the end of the log, to be kept elsewhere
     * @param findings what is wrong, each naming its row; empty when all is as it was
     * @param notes what people should know
     */
    public record Result(long rows, AuditHead head, List<String> findings, List<String> notes) {
        public Result {
            findings = List.copyOf(findings);
            notes = List.copyOf(notes);
        }

        public boolean isIntact() {
            return findings.isEmpty();
        }
    }

    /**
     * Checks the log. The file beside the database is read first: it is written after the row that
     * it tells of, so a state of the database that is seen later has that row.
     *
     * @param handle in a transaction, so that all queries see one state
     * @param expected an end that was kept elsewhere; null when there is none
     * @throws IOException when the file beside the database cannot be read
     */
    public static Result verify(Handle handle, @Nullable AuditHead expected) throws IOException {
        AuditVerifier check = new AuditVerifier();
        List<String> notes = new ArrayList<>();
        Optional<AuditHead> beside = check.readHeadFile(handle);
        beside.ifPresent(check.savedHeads::add);
        if (expected != null) {
            check.savedHeads.add(expected);
        }
        check.checkTriggers(handle);
        long[] rows = {0};
        AuditLog.forEach(
                handle,
                entry -> {
                    rows[0]++;
                    check.checkRow(entry);
                });
        check.checkEnd();
        if (beside.isEmpty() && rows[0] > 0) {
            notes.add(
                    "there is no audit-head.txt beside the database, so rows cut off at the end"
                            + " would not be noticed");
        } else if (beside.isPresent() && beside.get().seq() < check.last.seq()) {
            notes.add(
                    "audit-head.txt knows of the rows up to %d only; the others were added after"
                                    .formatted(beside.get().seq())
                            + " it was last written");
        }
        return new Result(rows[0], check.last, check.findings, notes);
    }

    private Optional<AuditHead> readHeadFile(Handle handle) throws IOException {
        Optional<AuditHeadFile> file = AuditLog.headFile(handle);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return file.get().read();
        } catch (IllegalArgumentException e) {
            addFinding("%s was changed: %s".formatted(file.get().path(), e.getMessage()));
            return Optional.empty();
        }
    }

    private void checkTriggers(Handle handle) {
        Set<String> missing = new TreeSet<>(TRIGGERS);
        missing.removeAll(
                handle.createQuery(
                                "select name from sqlite_master where type = 'trigger' and tbl_name"
                                        + " = 'audit'")
                        .mapTo(String.class)
                        .set());
        for (String one : missing) {
            addFinding(
                    "the trigger %s was removed, which keeps rows from being altered"
                            .formatted(one));
        }
    }

    private void checkRow(AuditEntry entry) {
        boolean changed = !entry.computeHash().equals(entry.hash());
        if (entry.seq() < 1) {
            addFinding("row %d was slipped in: rows are counted from 1".formatted(entry.seq()));
            return;
        }
        if (entry.seq() != last.seq() + 1) {
            addFinding(missing(last.seq() + 1, entry.seq() - 1));
        } else if (!entry.previousHash().equals(last.hash())) {
            addFinding(
                    "row %d does not follow row %d: one of them was put in place of another"
                            .formatted(entry.seq(), last.seq()));
        }
        if (changed) {
            addFinding(
                    "row %d was changed: its hash is that of other words".formatted(entry.seq()));
        }
        last = new AuditHead(entry.seq(), entry.hash());
        for (AuditHead one : savedHeads) {
            if (one.seq() == last.seq() && !one.equals(last)) {
                addFinding(
                        "row %d is not the one that was there when its hash was kept: rows up to it"
                                        .formatted(last.seq())
                                + " were changed and all hashes computed anew");
            }
        }
    }

    private static String missing(long from, long to) {
        return from == to
                ? "row %d is missing".formatted(from)
                : "rows %d to %d are missing".formatted(from, to);
    }

    private void checkEnd() {
        long known = savedHeads.stream().mapToLong(AuditHead::seq).max().orElse(0);
        if (known > last.seq()) {
            addFinding(missing(last.seq() + 1, known) + ": the log was cut short at its end");
        }
    }

    private void addFinding(String finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }
}
