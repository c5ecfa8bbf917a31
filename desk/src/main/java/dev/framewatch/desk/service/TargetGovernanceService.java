package dev.framewatch.desk.service;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.governance.GovernanceRepository;
import dev.framewatch.desk.governance.TargetGovernance;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import dev.framewatch.desk.watch.WatchSettingsFile;
import dev.framewatch.file.Sha256;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Records the owner, purpose and expiry of targets, and who created and removed them. Target files
 * are written and deleted elsewhere.
 */
public final class TargetGovernanceService {
    private final Database database;
    private final Home home;
    private final Clock clock;

    TargetGovernanceService(Database database, Home home, Clock clock) {
        this.database = database;
        this.home = home;
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

    /**
     * Returns what names a target, so that a rename would leave it with a name that is gone, such
     * as {@code 12 sightings}; empty if nothing does. Owner, purpose and expiry are moved instead.
     *
     * @throws IOException if the settings of the watch cannot be read
     */
    public List<String> references(String name) throws IOException {
        boolean hasSettings = WatchSettingsFile.of(home).targets().containsKey(name);
        return database.read(handle ->
                Stream.of(
                                count(
                                        handle,
                                        "select count(*) from verdict where target = :name",
                                        name,
                                        "verdict"),
                                count(
                                        handle,
                                        "select count(*) from sighting where target = :name",
                                        name,
                                        "sighting"),
                                count(
                                        handle,
                                        "select count(*) from trend where target = :name",
                                        name,
                                        "trend"),
                                handle.createQuery(
                                                "select 'canary video ' || value from"
                                                        + " canary where kind = 'video' and"
                                                        + " subject = :name order by value")
                                        .bind("name", name)
                                        .mapTo(String.class)
                                        .list(),
                                handle.createQuery(
                                                "select 'alert ' || name from channel where"
                                                        + " exists (select 1 from json_each("
                                                        + "channel.filter, '$.targets') where"
                                                        + " value = :name) order by name")
                                        .bind("name", name)
                                        .mapTo(String.class)
                                        .list(),
                                hasSettings
                                        ? List.of("settings in " + home.watchFile().getFileName())
                                        : List.<String>of())
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<String> count(Handle handle, String query, String name, String unit) {
        long rows = handle.createQuery(query).bind("name", name).mapTo(Long.class).one();
        return rows == 0
                ? List.of()
                : List.of("%,d %s%s".formatted(rows, unit, rows == 1 ? "" : "s"));
    }

    /**
     * Records that a target has another name now, and moves its terms.
     *
     * @throws IOException if the target file cannot be read; nothing is recorded then
     */
    public void renamed(String name, CreatedTarget renamed, String actor) throws IOException {
        Map<String, ?> details = Map.of("from", name, "detector", Sha256.of(renamed.file));
        database.write(handle -> {
            GovernanceRepository terms = new GovernanceRepository(handle);
            terms.copy(name, renamed.name, clock);
            terms.delete(name);
            new EventRepository(handle)
                    .append(
                            EventType.TARGET_REMOVED,
                            name,
                            clock.instant(),
                            Map.of("action", AuditAction.TARGET_RENAMED.word(), "actor", actor));
            AuditLog.append(
                    handle, clock, actor, AuditAction.TARGET_RENAMED, renamed.name, details);
        });
    }

    /**
     * Records that a target was copied; the copy has the same terms.
     *
     * @throws IOException if the target file cannot be read; nothing is recorded then
     */
    public void copied(String name, CreatedTarget copy, String actor) throws IOException {
        Map<String, ?> details = Map.of("from", name, "detector", Sha256.of(copy.file));
        database.write(handle -> {
            new GovernanceRepository(handle).copy(name, copy.name, clock);
            AuditLog.append(handle, clock, actor, AuditAction.TARGET_COPIED, copy.name, details);
        });
    }

    /**
     * Records that a target was exported.
     *
     * @param exported its name and the file that was written
     * @throws IOException if the file cannot be read; nothing is recorded then
     */
    public void exported(CreatedTarget exported, String actor) throws IOException {
        Map<String, ?> details =
                Map.of(
                        "file",
                        String.valueOf(exported.file.getFileName()),
                        "sha256",
                        Sha256.of(exported.file));
        database.write(handle ->
                AuditLog.append(
                        handle, clock, actor, AuditAction.TARGET_EXPORTED, exported.name, details));
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
