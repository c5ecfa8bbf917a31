package dev.framewatch.cli.desk;

import dev.framewatch.desk.governance.GovernanceChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who answers for a Target, why it is looked for, and until when. */
public final class GovernanceOptions {
    @Option(names = "--owner", paramLabel = "WHO", description = "Who answers for looking for it.")
    private @Nullable String owner;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is looked for.")
    private @Nullable String reason;

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            description = "The last day on which it is watched for, as 2026-12-31 (UTC), or never.")
    private @Nullable String expires;

    /**
     * What is to be changed.
     *
     * @throws dev.framewatch.error.InvalidFieldException when it is no date
     */
    public GovernanceChange change() {
        return new GovernanceChange(owner, reason, expires);
    }
}
