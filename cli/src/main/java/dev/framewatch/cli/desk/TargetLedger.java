package dev.framewatch.cli.desk;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.TargetGovernanceService;
import dev.framewatch.desk.service.TargetGovernanceService.CreatedTarget;
import dev.framewatch.desk.service.TargetGovernanceService.Creation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Records the creation and removal of targets in the desk database. Targets do not require a desk:
 * a database that cannot be written yields a note, not an error.
 */
public final class TargetLedger {
    private final DeskContext desk;

    public TargetLedger(DeskContext desk) {
        this.desk = desk;
    }

    /**
     * A created target.
     *
     * @param name name of the target
     * @param file target file
     */
    public record NewTarget(String name, Path file) {}

    /**
     * Records the creation of targets.
     *
     * @param action whether they were trained, enrolled or imported
     * @param change owner, purpose and expiry
     * @param details further fields of the audit entry
     * @throws IOException if terms were given and cannot be recorded
     */
    public void recordCreation(
            AuditAction action,
            List<NewTarget> targets,
            GovernanceChange change,
            Map<String, ?> details)
            throws IOException {
        List<CreatedTarget> created =
                targets.stream()
                        .map(target -> new CreatedTarget(target.name, target.file))
                        .toList();
        try (DeskServices services = desk.open()) {
            services.governance()
                    .created(new Creation(action, created, change, details), desk.actor());
        } catch (IOException | RuntimeException e) {
            if (!change.isEmpty()) {
                throw e;
            }
            noteFailure(e);
        }
    }

    /** Records the removal of a target and deletes its terms. */
    public void recordRemoval(String name) {
        try (DeskServices services = desk.open()) {
            services.governance().removed(name, desk.actor());
        } catch (IOException | RuntimeException e) {
            noteFailure(e);
        }
    }

    /**
     * Returns what names a target; see {@link TargetGovernanceService#references}.
     *
     * @throws IOException if there is a database that cannot be opened
     */
    public List<String> references(String name) throws IOException {
        if (!desk.exists()) {
            return List.of();
        }
        try (DeskServices services = desk.open()) {
            return services.governance().references(name);
        }
    }

    /** Records that a target has another name now, and moves its terms. */
    public void recordRename(String name, NewTarget renamed) {
        record((governance, target) -> governance.renamed(name, target, desk.actor()), renamed);
    }

    /** Records that a target was copied, with its terms. */
    public void recordCopy(String name, NewTarget copy) {
        record((governance, target) -> governance.copied(name, target, desk.actor()), copy);
    }

    /** Records that a target was written to a file. */
    public void recordExport(NewTarget exported) {
        record((governance, target) -> governance.exported(target, desk.actor()), exported);
    }

    @FunctionalInterface
    private interface Entry {
        void write(TargetGovernanceService governance, CreatedTarget target) throws IOException;
    }

    private void record(Entry entry, NewTarget target) {
        try (DeskServices services = desk.open()) {
            entry.write(services.governance(), new CreatedTarget(target.name, target.file));
        } catch (IOException | RuntimeException e) {
            noteFailure(e);
        }
    }

    /** Changes the terms of a target and returns the new ones. */
    public TargetGovernance change(String name, GovernanceChange change) throws IOException {
        try (DeskServices services = desk.open()) {
            return services.governance().change(name, change, desk.actor());
        }
    }

    /** Returns the terms of all targets by name; empty if there is no database. */
    public Map<String, TargetGovernance> terms() throws IOException {
        if (!desk.exists()) {
            return Map.of();
        }
        try (DeskServices services = desk.open()) {
            return services.governance().terms();
        }
    }

    /** Returns whether the terms have expired. */
    public boolean isExpired(TargetGovernance terms) {
        return terms.isExpired(desk.clock().instant());
    }

    private void noteFailure(Exception e) {
        desk.note("note: the audit log could not be written: " + e.getMessage());
    }
}
