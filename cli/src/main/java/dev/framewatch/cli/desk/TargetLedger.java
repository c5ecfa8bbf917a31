package dev.framewatch.cli.desk;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.TargetGovernanceService.CreatedTarget;
import dev.framewatch.desk.service.TargetGovernanceService.Creation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Records in the desk which Targets commands create and remove. Targets can be created without a
 * desk: where its database cannot be written, that is a note and not an error.
 */
public final class TargetLedger {
    private final DeskContext desk;

    public TargetLedger(DeskContext desk) {
        this.desk = desk;
    }

    /**
     * A Target that was created.
     *
     * @param name of the Target
     * @param file its target file
     */
    public record Made(String name, Path file) {}

    /**
     * Records that Targets were created.
     *
     * @param how trained, enrolled or imported
     * @param change of owner, purpose and expiry
     * @param details what else the audit log records
     * @throws IOException when terms were given and cannot be recorded
     */
    public void made(
            AuditAction how, List<Made> targets, GovernanceChange change, Map<String, ?> details)
            throws IOException {
        List<CreatedTarget> created =
                targets.stream().map(one -> new CreatedTarget(one.name, one.file)).toList();
        try (DeskServices services = desk.open()) {
            services.governance()
                    .created(new Creation(how, created, change, details), desk.actor());
        } catch (IOException | RuntimeException e) {
            if (!change.isEmpty()) {
                throw e;
            }
            missed(e);
        }
    }

    /** Records that a Target was removed; another of its name starts without terms. */
    public void removed(String name) {
        try (DeskServices services = desk.open()) {
            services.governance().removed(name, desk.actor());
        } catch (IOException | RuntimeException e) {
            missed(e);
        }
    }

    /** Changes the terms of a Target, and returns the new ones. */
    public TargetGovernance change(String name, GovernanceChange change) throws IOException {
        try (DeskServices services = desk.open()) {
            return services.governance().change(name, change, desk.actor());
        }
    }

    /** Returns the terms of Targets by name; empty where there is no database yet. */
    public Map<String, TargetGovernance> terms() throws IOException {
        if (!desk.exists()) {
            return Map.of();
        }
        try (DeskServices services = desk.open()) {
            return services.governance().terms();
        }
    }

    /** Returns whether terms have expired by now. */
    public boolean isExpired(TargetGovernance terms) {
        return terms.isExpired(desk.clock().instant());
    }

    private void missed(Exception e) {
        desk.note("note: the audit log could not be written: " + e.getMessage());
    }
}
