package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.learn.service.EnrolmentService;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import dev.framewatch.learn.service.EnrolmentService.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets add-photos}: adds photos to a face target. */
@Command(
        name = "add-photos",
        description = "Add photos of the person to a face target, as enrol --add does.",
        mixinStandardHelpOptions = true)
final class AddPhotosCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(index = "0", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PHOTO",
            description = "Photos of the person: files, folders or http(s) URLs.")
    private List<String> photos = List.of();

    @Option(
            names = "--face",
            paramLabel = "N",
            description =
                    "Face to use in photos with several faces, counted from the left, starting at"
                            + " 1.")
    private @Nullable Integer face;

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    AddPhotosCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Request request = new Request.Person(name, photos, face, true, List.of());
        Console console = framewatch.console();
        Enrolled enrolled;
        try (ScreenProgress progress = ScreenProgress.on(console);
                DownloadedInputs web = new DownloadedInputs(framewatch, allowPrivate, progress)) {
            enrolled =
                    new EnrolmentService(framewatch.targets(), framewatch.models(), web)
                            .enrol(request, progress);
        }
        ledger.recordCreation(
                AuditAction.ENROLLED,
                List.of(new TargetLedger.NewTarget(name, enrolled.file())),
                GovernanceChange.NONE,
                Map.of("photos", photos.size()));
        new EnrolmentText(console, json).print(request, enrolled);
        return 0;
    }
}
