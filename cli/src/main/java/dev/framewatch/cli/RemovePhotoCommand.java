package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.learn.service.EnrolmentService;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets remove-photo}: removes a photo from a face target. */
@Command(
        name = "remove-photo",
        description =
                "Remove a photo from a face target, which stays a version as it was. To name"
                        + " somebody whom it is taken for, use enrol --not.",
        mixinStandardHelpOptions = true)
final class RemovePhotoCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(index = "0", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "PHOTO",
            description =
                    "The photo, or its file name when it was added (see targets show --json).")
    private String photo = "";

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    RemovePhotoCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException {
        Enrolled enrolled;
        try (ScreenProgress progress = ScreenProgress.on(framewatch.console());
                DownloadedInputs web = new DownloadedInputs(framewatch, false, progress)) {
            enrolled =
                    new EnrolmentService(framewatch.targets(), framewatch.models(), web)
                            .removePhoto(name, photo);
        }
        ledger.recordCreation(
                AuditAction.ENROLLED,
                List.of(new TargetLedger.NewTarget(name, enrolled.file())),
                GovernanceChange.NONE,
                Map.of("removed", 1));
        new EnrolmentText(framewatch.console(), json).person(enrolled, 0);
        return 0;
    }
}
