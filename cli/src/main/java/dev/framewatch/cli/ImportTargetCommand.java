package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.error.ConflictException;
import dev.framewatch.targets.TargetService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets import}: adds a target from a file of another home folder. */
@Command(
        name = "import",
        description =
                "Add a target from a file that targets export wrote. It is checked as a whole"
                        + " before anything is changed.",
        mixinStandardHelpOptions = true)
final class ImportTargetCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(paramLabel = "FILE", description = "Target file.")
    private Path file = Path.of("");

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Name of the target here (default: its name in the file).")
    private String name = "";

    @Option(
            names = "--replace",
            description =
                    "Replace a target of that name, which is kept as a version (see targets"
                            + " history).")
    private boolean replace;

    @Mixin private GovernanceOptions terms = new GovernanceOptions();

    ImportTargetCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException {
        GovernanceChange change = terms.change();
        ReplacedTargets replaced = new ReplacedTargets(framewatch, ledger);
        TargetService targets = new TargetService(framewatch.targets());
        String added;
        try {
            added = targets.importFile(file, name, replace);
        } catch (ConflictException e) {
            throw new ConflictException(
                    e.getMessage()
                            + "; give another name with --as NAME, or use --replace, which keeps it"
                            + " as a version");
        }
        ledger.recordCreation(
                AuditAction.IMPORTED,
                List.of(new TargetLedger.NewTarget(added, targets.file(added))),
                change,
                Map.of());
        replaced.review(List.of(added), true);
        framewatch
                .console()
                .note(
                        "Added target %s. To see what it is: framewatch targets show %1$s"
                                .formatted(added));
        return 0;
    }
}
