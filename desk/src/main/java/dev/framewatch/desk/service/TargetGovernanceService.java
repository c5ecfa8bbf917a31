package dev.framewatch.desk.service;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.desk.store.Database;
import dev.framewatch.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records the owner, purpose and expiry of targets, and who created and removed them. Target files
 * are written and deleted elsewhere.
 */
public final class TargetGovernanceService {
    private final Database database;
    private final Clock clock;

    TargetGovernanceService(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A created target.
     *
     * @param name name of the target
     * @param file target file
     */
    public record CreatedTarget(String name, Path file) {}

    /**
     * Targets created together.
     *
     * @param action trained, enrolled or imported
     * @param targets the created targets
     * @param change owner, purpose and expiry
     * @param details further fields of the audit entry
     */
    public record Creation(
            AuditAction action,
            List<CreatedTarget> targets,
            GovernanceChange change,
            Map<String, ?> details) {
        public Creation {
            targets = List.copyOf(targets);
            details = Map.copyOf(details);
        }
    }

    /**
     * Records the creation of targets with the hashes of their files.
     *
     * @throws IOException if a target file cannot be read; nothing is recorded then
     */
    public void created(Creation creation, String actor) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (CreatedTarget target : creation.targets) {
            hashes.put(target.name, Sha256.of(target.file));
        }
        database.write(handle -> {
            for (CreatedTarget target : creation.targets) {
                Map<String, Object> details = new HashMap<>(creation.details);
                details.put("detector", hashes.get(target.name));
                AuditLog.append(handle, clock, actor, creation.action, target.name, details);
                new GovernanceRepository(handle).change(target.name, creation.change, clock, actor);
            }
        });
    }

    /** Records the removal of a target and deletes its terms. */
    public void removed(String name, String actor) {
        database.write(handle -> {
            new GovernanceRepository(handle).delete(name);
            AuditLog.append(handle, clock, actor, AuditAction.TARGET_REMOVED, name, Map.of());
        });
    }

    /**
     * Changes the terms of a target, records the change in the audit log, and returns the new
     * terms.
     */
    public TargetGovernance change(String name, GovernanceChange change, String actor) {
        return database.writeAndGet(
                handle -> new GovernanceRepository(handle).change(name, change, clock, actor));
    }

    /** Returns the terms of all targets that have any, keyed by name. */
    public Map<String, TargetGovernance> terms() {
        return database.read(handle -> new GovernanceRepository(handle).all());
    }
}
