package dev.framewatch.desk.terms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants changed of a Target's terms; null leaves things as they are.
 *
 * @param owner who answers for it
 * @param reason why it is looked for
 * @param expires its last day, as 2026-12-31, or {@value #NEVER}
 */
public record TermsChange(
        @Nullable String owner, @Nullable String reason, @Nullable String expires) {
    private static final String NEVER = "never";

    /** Everything stays as it is. */
    public static final TermsChange NONE = new TermsChange(null, null, null);

    public TermsChange {
        if (expires != null && !expires.strip().equals(NEVER)) {
            Terms.endOf(expires);
        }
    }

    public boolean isEmpty() {
        return owner == null && reason == null && expires == null;
    }

    /** The terms that come of it. */
    Terms of(Terms before) {
        return new Terms(
                owner == null ? before.owner() : owner,
                reason == null ? before.reason() : reason,
                expiry(before));
    }

    private @Nullable Instant expiry(Terms before) {
        if (expires == null) {
            return before.expires();
        }
        return expires.strip().equals(NEVER) ? null : Terms.endOf(expires);
    }
}
