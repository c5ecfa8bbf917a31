package dev.framewatch.cli.desk;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.desk.store.Database;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What the desk must know of Targets that come and go: the audit log, and their terms. Targets are
 * made without a desk as well: where the database cannot be written, that is said and no more.
 */
public final class TargetLedger {
    private final DeskContext desk;

    public TargetLedger(DeskContext desk) {
        this.desk = desk;
    }

    /**
     * A Target that was made.
     *
     * @param name of it
     * @param file its target file
     */
    public record Made(String name, Path file) {}

    /** Work in a transaction. */
    @FunctionalInterface
    private interface Work {
        void in(Handle handle) throws IOException;
    }

    /**
     * Targets were made.
     *
     * @param how trained, enrolled or imported
     * @param change what was said about owner, reason and expiry
     * @param details what else to write down
     * @throws IOException when something was said about terms and cannot be kept
     */
    public void made(
            AuditAction how, List<Made> targets, GovernanceChange change, Map<String, ?> details)
            throws IOException {
        try {
            write(handle -> {
                for (Made one : targets) {
                    Map<String, Object> all = new HashMap<>(details);
                    all.put("detector", Sha256.of(one.file));
                    desk.audit(handle, how, one.name, all);
                    new GovernanceRepository(handle)
                            .change(one.name, change, desk.clock(), desk.person());
                }
            });
        } catch (IOException | RuntimeException e) {
            if (!change.isEmpty()) {
                throw e;
            }
            missed(e);
        }
    }

    /** A Target was removed; another of its name starts without terms. */
    public void removed(String name) {
        try {
            write(handle -> {
                new GovernanceRepository(handle).delete(name);
                desk.audit(handle, AuditAction.TARGET_REMOVED, name, Map.of());
            });
        } catch (IOException | RuntimeException e) {
            missed(e);
        }
    }

    /** Sets terms; the audit log tells of it. */
    public TargetGovernance change(String name, GovernanceChange change) throws IOException {
        try (Database database = Database.open(desk.home().get())) {
            return database.writeAndGet(handle ->
                    new GovernanceRepository(handle)
                            .change(name, change, desk.clock(), desk.person()));
        }
    }

    /** What was said about Targets; empty where there is no database yet. */
    public Map<String, TargetGovernance> terms() throws IOException {
        Path home = desk.home().get();
        if (!Database.isIn(home)) {
            return Map.of();
        }
        try (Database database = Database.open(home)) {
            return database.read(handle -> new GovernanceRepository(handle).all());
        }
    }

    /** Whether terms are over by now. */
    public boolean isExpired(TargetGovernance terms) {
        return terms.isExpired(desk.clock().instant());
    }

    private void write(Work work) throws IOException {
        Path home = desk.home().get();
        Files.createDirectories(home);
        try (Database database = Database.open(home)) {
            database.write(work::in);
        }
    }

    private void missed(Exception e) {
        desk.note("note: the audit log could not be written: " + e.getMessage());
    }
}
