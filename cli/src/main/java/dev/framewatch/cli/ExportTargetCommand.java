package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.TargetService.Exported;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets export}: writes a target to a file for another home folder. */
@Command(
        name = "export",
        description =
                "Write a target to a file, for targets import elsewhere. A face target holds a"
                    + " description of the person's face. Faces rejected in reviews are left out.",
        mixinStandardHelpOptions = true)
final class ExportTargetCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(index = "0", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "File to write, or a folder. Nothing is overwritten.")
    private Path file = Path.of("");

    ExportTargetCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException {
        Exported exported = new TargetService(framewatch.targets()).export(name, file);
        ledger.recordExport(new TargetLedger.NewTarget(name, exported.file()));
        framewatch
                .console()
                .note(
                        "Wrote %s to %s%s"
                                .formatted(
                                        name,
                                        exported.file(),
                                        exported.omitted() == 0
                                                ? ""
                                                : ", without %s rejected in reviews"
                                                        .formatted(
                                                                Plural.of(
                                                                        exported.omitted(),
                                                                        "face"))));
        return 0;
    }
}
