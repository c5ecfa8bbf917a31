package dev.framewatch.desk.governance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Requested change of a target's governance; null leaves a value unchanged.
 *
 * @param owner person responsible
 * @param reason purpose of searching for the target
 * @param expires last day, e.g. 2026-12-31, or {@value #NEVER}
 */
public record GovernanceChange(
        @Nullable String owner, @Nullable String reason, @Nullable String expires) {
    private static final String NEVER = "never";

    /** Changes nothing. */
    public static final GovernanceChange NONE = new GovernanceChange(null, null, null);

    public GovernanceChange {
        if (expires != null && !expires.strip().equals(NEVER)) {
            TargetGovernance.endOf(expires);
        }
    }

    public boolean isEmpty() {
        return owner == null && reason == null && expires == null;
    }

    /** Applies the change and returns the result. */
    TargetGovernance applyTo(TargetGovernance before) {
        return new TargetGovernance(
                owner == null ? before.owner() : owner,
                reason == null ? before.reason() : reason,
                expiry(before));
    }

    private @Nullable Instant expiry(TargetGovernance before) {
        if (expires == null) {
            return before.expires();
        }
        return expires.strip().equals(NEVER) ? null : TargetGovernance.endOf(expires);
    }
}
