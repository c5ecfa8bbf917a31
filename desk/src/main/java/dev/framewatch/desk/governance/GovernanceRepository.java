package dev.framewatch.desk.governance;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Stores owner, purpose and expiry of each target. */
public final class GovernanceRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public GovernanceRepository(Handle handle) {
        this.handle = handle;
    }

    /** Returns a target's governance, or {@link TargetGovernance#NONE} if unset. */
    public TargetGovernance get(String target) {
        return handle.createQuery("select * from target_terms where target = ?")
                .bind(0, target)
                .map((row, _) -> read(row))
                .findOne()
                .orElse(TargetGovernance.NONE);
    }

    /** Returns all stored governance, keyed by target name. */
    public Map<String, TargetGovernance> all() {
        Map<String, TargetGovernance> all = new HashMap<>();
        handle.createQuery("select * from target_terms")
                .map((row, _) -> Map.entry(row.getString("target"), read(row)))
                .forEach(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }

    /** Returns whether a target has expired; false if it has no expiry. */
    public boolean isExpired(String target, Instant now) {
        return get(target).isExpired(now);
    }

    /**
     * Applies a change and writes it to the audit log.
     *
     * @param actor name of the user
     * @return the resulting governance
     */
    public TargetGovernance change(
            String target, GovernanceChange change, Clock clock, String actor) {
        TargetGovernance before = get(target);
        TargetGovernance after = change.applyTo(before);
        if (after.equals(before)) {
            return after;
        }
        Instant expires = after.expires();
        handle.createUpdate(
                        """
                        insert into target_terms (target, owner, reason, expires_at, updated_at)
                        values (:target, :owner, :reason, :expires, :now)
                        on conflict (target) do update set owner = excluded.owner,
                            reason = excluded.reason, expires_at = excluded.expires_at,
                            updated_at = excluded.updated_at\
                        """)
                .bind("target", target)
                .bind("owner", after.owner())
                .bind("reason", after.reason())
                .bind("expires", expires == null ? null : expires.toEpochMilli())
                .bind("now", clock.millis())
                .execute();
        AuditLog.append(handle, clock, actor, AuditAction.TERMS_SET, target, details(after));
        return after;
    }

    private static Map<String, String> details(TargetGovernance governance) {
        String lastDay = governance.lastDay();
        return Map.of(
                "owner", governance.owner(),
                "reason", governance.reason(),
                "expires", lastDay == null ? "never" : lastDay);
    }

    /** Gives a target the governance of another. */
    public void copy(String target, String other, Clock clock) {
        handle.execute(
                "insert or replace into target_terms (target, owner, reason, expires_at,"
                        + " updated_at) select ?, owner, reason, expires_at, ? from target_terms"
                        + " where target = ?",
                other,
                clock.millis(),
                target);
    }

    /** Deletes a target's governance, so a later target with this name starts without. */
    public void delete(String target) {
        handle.execute("delete from target_terms where target = ?", target);
    }

    private static TargetGovernance read(ResultSet row) throws SQLException {
        long expires = row.getLong("expires_at");
        Instant expiry = row.wasNull() ? null : Instant.ofEpochMilli(expires);
        return new TargetGovernance(row.getString("owner"), row.getString("reason"), expiry);
    }
}
