package dev.framewatch.cli.desk;

import dev.framewatch.desk.governance.GovernanceChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the owner, purpose and expiry of a target. */
public final class GovernanceOptions {
    @Option(names = "--owner", paramLabel = "WHO", description = "Person responsible.")
    private @Nullable String owner;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Purpose of monitoring this target.")
    private @Nullable String reason;

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            description = "Last day of monitoring (UTC), e.g. 2026-12-31, or never.")
    private @Nullable String expires;

    /**
     * Returns the requested changes.
     *
     * @throws dev.framewatch.error.InvalidFieldException if the expiry is not a date
     */
    public GovernanceChange change() {
        return new GovernanceChange(owner, reason, expires);
    }
}
