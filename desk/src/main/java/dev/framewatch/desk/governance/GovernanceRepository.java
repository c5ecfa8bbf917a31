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

/** The owner, reason and expiry of each Target. */
public final class GovernanceRepository {
    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public GovernanceRepository(Handle handle) {
        this.handle = handle;
    }

    /** Those of a Target; {@link TargetGovernance#NONE} where nobody said anything. */
    public TargetGovernance get(String target) {
        return handle.createQuery("select * from target_terms where target = ?")
                .bind(0, target)
                .map((row, _) -> read(row))
                .findOne()
                .orElse(TargetGovernance.NONE);
    }

    /** Those of every Target that somebody said something about. */
    public Map<String, TargetGovernance> all() {
        Map<String, TargetGovernance> all = new HashMap<>();
        handle.createQuery("select * from target_terms")
                .map((row, _) -> Map.entry(row.getString("target"), read(row)))
                .forEach(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }

    /** Whether a Target is no longer to be looked for; false where nobody set an expiry. */
    public boolean isExpired(String target, Instant now) {
        return get(target).isExpired(now);
    }

    /**
     * Sets what a person wants changed, and writes it into the audit log.
     *
     * @param who wants it
     * @return the terms as they are then
     */
    public TargetGovernance change(
            String target, GovernanceChange change, Clock clock, String who) {
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
        AuditLog.append(handle, clock, who, AuditAction.TERMS_SET, target, details(after));
        return after;
    }

    private static Map<String, String> details(TargetGovernance terms) {
        String lastDay = terms.lastDay();
        return Map.of(
                "owner", terms.owner(),
                "reason", terms.reason(),
                "expires", lastDay == null ? "never" : lastDay);
    }

    /** The Target is gone; another of its name starts without terms. */
    public void delete(String target) {
        handle.execute("delete from target_terms where target = ?", target);
    }

    private static TargetGovernance read(ResultSet row) throws SQLException {
        long expires = row.getLong("expires_at");
        Instant known = row.wasNull() ? null : Instant.ofEpochMilli(expires);
        return new TargetGovernance(row.getString("owner"), row.getString("reason"), known);
    }
}
