package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.learn.api.ArtworkJson;
import dev.framewatch.learn.api.EnrolmentJson;
import dev.framewatch.learn.service.EnrolmentService;
import dev.framewatch.learn.service.EnrolmentService.Enrolled;
import dev.framewatch.learn.service.EnrolmentService.Request;
import dev.framewatch.targets.TargetKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch enrol}: creates a target from a few photos. */
@Command(
        name = "enrol",
        description =
                "Enrol a face target from 1 to 50 photos of one person, or an artwork target from 1"
                    + " to 10 images of a logo, placard or cover. An enrolled face ranks nearly as"
                    + " well as a trained one, but its threshold is only approximate: train from"
                    + " labelled frames where you can.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch enrol minister photo1.jpg photo2.jpg photo3.jpg",
            "  framewatch enrol minister summit.jpg --face 2      the second face from the left",
            "  framewatch enrol minister https://example.org/minister.jpg",
            "  framewatch enrol logo logo.png --kind artwork      printed artwork, wherever it"
                    + " shows"
        })
final class EnrolCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(index = "0", paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PHOTO",
            description =
                    "Photos of one person, or images of one piece of artwork: files or http(s)"
                            + " URLs.")
    private List<String> photos = new ArrayList<>();

    @Option(
            names = "--face",
            paramLabel = "N",
            description =
                    "Face to use in photos with several faces, counted from the left, starting at"
                            + " 1.")
    private @Nullable Integer face;

    @Option(
            names = "--kind",
            paramLabel = "face|artwork",
            defaultValue = "face",
            description = "Target kind: face or artwork (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(names = "--allow-private", description = "Allow localhost and private addresses.")
    private boolean allowPrivate;

    @Mixin private GovernanceOptions terms = new GovernanceOptions();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    EnrolCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GovernanceChange change = terms.change();
        Request request = request();
        Console console = framewatch.console();
        Enrolled enrolled;
        try (DownloadedInputs web = new DownloadedInputs(framewatch, allowPrivate);
                ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            enrolled =
                    new EnrolmentService(framewatch.targets(), framewatch.models(), web)
                            .enrol(request, progress);
        }
        print(request, enrolled);
        ledger.recordCreation(
                AuditAction.ENROLLED,
                List.of(new TargetLedger.NewTarget(name, enrolled.file())),
                change,
                Map.of("photos", photos.size()));
        return 0;
    }

    private Request request() {
        return switch (TargetKind.parse(kind)) {
            case FACE -> new Request.Person(name, photos, face);
            case ARTWORK -> {
                if (face != null) {
                    throw new IllegalArgumentException("--face does not apply to artwork");
                }
                yield new Request.Artwork(name, photos);
            }
            case SCENE, AUTO ->
                    throw new IllegalArgumentException(
                            "--kind %s: only face and artwork targets can be enrolled; train others"
                                    .formatted(kind));
        };
    }

    private void print(Request request, Enrolled enrolled) {
        Console console = framewatch.console();
        String file = enrolled.file().toString();
        List<String> warnings = enrolled.warnings();
        int used = enrolled.used();
        switch (request) {
            case Request.Person _ -> {
                if (json) {
                    console.out()
                            .println(
                                    Json.line(
                                            new EnrolmentJson(
                                                    name, photos.size(), used, warnings, file)));
                }
                console.note(
                        "Saved target '%s' (from %s) to %s"
                                .formatted(name, Plural.of(used, "photo"), file));
            }
            case Request.Artwork _ -> {
                if (json) {
                    console.out()
                            .println(Json.line(ArtworkJson.of(name, used, warnings, file, null)));
                }
                console.note(
                        "Saved target '%s' (reference images: %d) to %s"
                                .formatted(name, used, file));
            }
        }
    }
}
