package dev.framewatch.desk.governance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants changed of a Target's terms; null leaves things as they are.
 *
 * @param owner who answers for it
 * @param reason why it is looked for
 * @param expires its last day, as 2026-12-31, or {@value #NEVER}
 */
public record GovernanceChange(
        @Nullable String owner, @Nullable String reason, @Nullable String expires) {
    private static final String NEVER = "never";

    /** Everything stays as it is. */
    public static final GovernanceChange NONE = new GovernanceChange(null, null, null);

    public GovernanceChange {
        if (expires != null && !expires.strip().equals(NEVER)) {
            TargetGovernance.endOf(expires);
        }
    }

    public boolean isEmpty() {
        return owner == null && reason == null && expires == null;
    }

    /** The terms that come of it. */
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
