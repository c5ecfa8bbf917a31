package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.error.RefusedException;
import dev.framewatch.targets.TargetService;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets rename}: gives a target another name. */
@Command(
        name = "rename",
        description =
                "Give a target, with its versions, owner, purpose and expiry, another name. Refused"
                        + " where results, alerts or canaries have the old name: copy it then.",
        mixinStandardHelpOptions = true)
final class RenameTargetCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(index = "0", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "New name.")
    private String other = "";

    RenameTargetCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException {
        TargetService targets = new TargetService(framewatch.targets());
        targets.file(name);
        List<String> references = ledger.references(name);
        if (!references.isEmpty()) {
            throw new RefusedException(
                    ("'%s' cannot be renamed, since its name is in use: %s. To have it under"
                                    + " another name, too: framewatch targets copy %1$s %s")
                            .formatted(name, String.join(", ", references), other));
        }
        targets.rename(name, other);
        ledger.recordRename(name, new TargetLedger.NewTarget(other, targets.file(other)));
        framewatch.console().note("Renamed %s to %s".formatted(name, other));
        return 0;
    }
}
