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
 * Verifies the whole audit log. Anyone who can write the database can also recompute every hash;
 * only a head saved elsewhere reveals that.
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
     * Result of a verification.
     *
     * @param rows number of rows
     * @param head head of the log, to be saved elsewhere
     * @param findings detected changes, each naming its row; empty if the log is intact
     * @param notes remarks for display
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
     * Verifies the log. The file beside the database is read first: it is written after the row it
     * refers to, so any later snapshot of the database contains that row.
     *
     * @param handle handle of a transaction, so that all queries see the same snapshot
     * @param expected head saved elsewhere; null if none
     * @throws IOException if the file beside the database cannot be read
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
                    "audit-head.txt is missing beside the database, so truncation of the log"
                            + " would go undetected");
        } else if (beside.isPresent() && beside.get().seq() < check.last.seq()) {
            notes.add(
                    "audit-head.txt only covers the rows up to %d; later rows were added after"
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
                    "the trigger %s, which protects rows from changes, was removed".formatted(one));
        }
    }

    private void checkRow(AuditEntry entry) {
        boolean changed = !entry.computeHash().equals(entry.hash());
        if (entry.seq() < 1) {
            addFinding("row %d was inserted: rows are numbered from 1".formatted(entry.seq()));
            return;
        }
        if (entry.seq() != last.seq() + 1) {
            addFinding(missing(last.seq() + 1, entry.seq() - 1));
        } else if (!entry.previousHash().equals(last.hash())) {
            addFinding(
                    "row %d does not follow row %d: one of them was replaced"
                            .formatted(entry.seq(), last.seq()));
        }
        if (changed) {
            addFinding(
                    "row %d was altered: its hash does not match its content"
                            .formatted(entry.seq()));
        }
        last = new AuditHead(entry.seq(), entry.hash());
        for (AuditHead one : savedHeads) {
            if (one.seq() == last.seq() && !one.equals(last)) {
                addFinding(
                        "row %d does not match the saved head: rows up to it".formatted(last.seq())
                                + " were altered and all hashes recomputed");
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
            addFinding(missing(last.seq() + 1, known) + ": the log was truncated");
        }
    }

    private void addFinding(String finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }
}
