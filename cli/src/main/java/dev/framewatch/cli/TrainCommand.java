package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TargetLedger.Made;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.learn.service.TrainingService;
import dev.framewatch.learn.service.TrainingService.Head;
import dev.framewatch.learn.service.TrainingService.Outputs;
import dev.framewatch.learn.service.TrainingService.Request;
import dev.framewatch.learn.service.TrainingService.Trained;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.learn.train.SplitStrategy;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch train}: labelled pictures to a Target, with honest figures. */
@Command(
        name = "train",
        description =
                "Learns a Target from labelled pictures and says how good it is on videos it has"
                        + " not seen.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch train trump --labels mapping.csv --images frames/",
            "  framewatch train logo --labels labels.csv --images frames/ --kind scene",
            "  framewatch train trump --labels mapping.csv --images frames/ --groups-out"
                    + " groups.csv",
            "  framewatch train trump --labels groups.csv --images frames/ --threshold fmr:0.01",
            "",
            "The labels file has a header and a row a picture: Image_ID,Class and, if you know it,"
                    + " Group",
            "(the video that the picture came from). Pictures of one video are never both learned"
                    + " from and",
            "checked on; without Group, Framewatch finds out which belong together, and"
                    + " --groups-out shows it."
        })
final class TrainCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(paramLabel = "NAME", description = "What to call the Target.")
    private String name = "";

    @Mixin private LabelOptions labels = new LabelOptions();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the pictures.")
    private Path images = Path.of("");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "face",
            description =
                    "face, what matters is who is in the picture; scene, the picture as a whole;"
                            + " artwork, a printed logo or cover, of which the pictures labelled"
                            + " positive are clean copies (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "balanced",
            description =
                    "From which score on a frame is positive, unless a scan says otherwise:"
                            + " balanced, fmr:0.01 or a number (default: ${DEFAULT-VALUE}).")
    private String threshold = "";

    @Option(
            names = "--split",
            paramLabel = "videos|frames",
            defaultValue = "videos",
            description =
                    "What is held back to check on: whole source videos; or single frames, as the"
                            + " tutorial did, which leaks (default: ${DEFAULT-VALUE}).")
    private String split = "";

    @Option(
            names = "--backbone",
            paramLabel = "ID",
            description =
                    "The model that describes a face or a scene (default: see models; for a scene,"
                            + " whichever of two does better on what is held back).")
    private @Nullable String backbone;

    @Option(
            names = "--detector",
            paramLabel = "ID",
            description = "The model that finds faces (default: see models).")
    private @Nullable String detector;

    @Option(
            names = "--head",
            paramLabel = "linear|dense|FILE",
            defaultValue = "linear",
            description =
                    "What learns from the features: linear; dense, the tutorial's layers; or a YAML"
                            + " file with layers of your own (default: ${DEFAULT-VALUE}).")
    private String head = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the random splits; the same seed gives the same file.")
    private long seed;

    @Option(
            names = "--groups-out",
            paramLabel = "CSV",
            description = "Write which pictures were taken for one video, to check and correct.")
    private @Nullable Path groupsOut;

    @Option(
            names = "--augment",
            paramLabel = "HOW",
            description =
                    "Learn from changed copies as well: video, what short videos do to a picture;"
                            + " tutorial, as the tutorial did; or a list such as"
                            + " flip,brightness=0.5..1:4, four copies each (default: tutorial:1 for"
                            + " faces of up to 10 000 pictures, else none).")
    private @Nullable String augment;

    @Option(
            names = "--augment-preview",
            paramLabel = "HTML",
            description = "Write a page that shows what --augment does to some of the pictures.")
    private @Nullable Path augmentPreview;

    @Option(
            names = "--corrections",
            paramLabel = "CSV",
            description = "What you said about surprising labels on the page of --report.")
    private @Nullable Path corrections;

    @Option(
            names = "--report",
            paramLabel = "HTML",
            description =
                    "Write a page with curves, results by video, and the most surprising labels to"
                            + " correct.")
    private @Nullable Path report;

    @Mixin private GovernanceOptions terms = new GovernanceOptions();

    @Option(names = "--json", description = "The figures as one object on standard output.")
    private boolean json;

    TrainCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Request request = request();
        GovernanceChange change = terms.change();
        Console console = framewatch.console();
        TrainingService training =
                new TrainingService(
                        framewatch.home(), framewatch.models(), framewatch.reportWriter());
        List<Trained> all;
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            all = training.train(request, progress);
        }
        ledger.made(
                AuditAction.TRAINED,
                all.stream().map(one -> new Made(one.name(), one.file())).toList(),
                change,
                Map.of("threshold", threshold));
        if (augmentPreview != null) {
            console.note("What --augment does is shown in " + augmentPreview);
        }
        TrainingText text = new TrainingText(console, json);
        all.forEach(text::print);
        return 0;
    }

    private Request request() {
        return new Request(
                name,
                labels.in(images),
                corrections,
                new Plan(
                        TargetKind.parse(kind),
                        SplitStrategy.parse(split),
                        seed,
                        Threshold.parse(threshold)),
                switch (head) {
                    case "linear" -> new Head.Linear();
                    case "dense" -> new Head.Dense(null);
                    default -> new Head.Dense(Path.of(head));
                },
                backbone,
                detector,
                augment,
                new Outputs(groupsOut, augmentPreview, report));
    }
}
