package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.targets.TargetService;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets copy}: copies a target to another name. */
@Command(
        name = "copy",
        description =
                "Copy a target, with owner, purpose and expiry, to another name. Its earlier"
                        + " versions are not copied.",
        mixinStandardHelpOptions = true)
final class CopyTargetCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(index = "0", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "Name of the copy.")
    private String other = "";

    CopyTargetCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException {
        TargetService targets = new TargetService(framewatch.targets());
        targets.copy(name, other);
        ledger.recordCopy(name, new TargetLedger.NewTarget(other, targets.file(other)));
        framewatch.console().note("Copied %s to %s".formatted(name, other));
        return 0;
    }
}
