package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TargetLedger.NewTarget;
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
import dev.framewatch.targets.TargetService;
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

/** {@code framewatch train}: trains a target on labelled images and reports held-out accuracy. */
@Command(
        name = "train",
        description =
                "Train a target on labelled images and report its accuracy on held-out videos.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch train trump --labels mapping.csv --images frames/",
            "  framewatch train logo --labels labels.csv --images frames/ --kind scene",
            "  framewatch train trump --labels mapping.csv --images frames/ \\",
            "      --groups-out groups.csv",
            "  framewatch train trump --labels groups.csv --images frames/ \\",
            "      --threshold fmr:0.01",
            "",
            "The label file has a header and one row per image: Image_ID,Class and, if",
            "known, Group (the video the image came from). Images of one video are never",
            "used for both training and validation; without Group, Framewatch detects which",
            "belong together (see --groups-out)."
        })
final class TrainCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;

    @Parameters(paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Mixin private LabelOptions labels = new LabelOptions();

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Image folder.")
    private Path images = Path.of("");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "face",
            description =
                    "Target kind: face; scene, the whole image; artwork, a printed logo or cover,"
                        + " whose positive images are clean copies; auto, the best of face, scene"
                        + " and both (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "balanced",
            description =
                    "Score at or above which a frame counts as positive: balanced, strict, fmr:RATE"
                            + " or a number (default: ${DEFAULT-VALUE}).")
    private String threshold = "";

    @Option(
            names = "--split",
            paramLabel = "videos|frames",
            defaultValue = "videos",
            description =
                    "Validation split: by source video, or by frame, which leaks (default:"
                            + " ${DEFAULT-VALUE}).")
    private String split = "";

    @Option(
            names = "--backbone",
            paramLabel = "ID",
            description =
                    "Backbone for face embeddings or scene features (default: see models; for"
                            + " scenes, the better of two on held-out videos). vgg16 is"
                            + " downloaded if you agree.")
    private @Nullable String backbone;

    @Option(
            names = "--yes",
            description =
                    "Download a missing backbone, and use a target that is worse than the one"
                            + " before, without asking.")
    private boolean yes;

    @Option(
            names = "--detector",
            paramLabel = "ID",
            description = "Face detector (default: see models).")
    private @Nullable String detector;

    @Option(
            names = "--head",
            paramLabel = "linear|dense|FILE",
            defaultValue = "linear",
            description =
                    "Classifier head: linear; dense, the tutorial's network; or a YAML file that"
                            + " describes a network (default: ${DEFAULT-VALUE}).")
    private String head = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Random seed; the same seed gives the same file (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--groups-out",
            paramLabel = "CSV",
            description = "Write the detected groups (images of one video), to check and correct.")
    private @Nullable Path groupsOut;

    @Option(
            names = "--augment",
            paramLabel = "HOW",
            description =
                    "Data augmentation: video, typical changes in short videos; tutorial; none; or"
                            + " a list such as flip,brightness=0.5..1:4 with four copies per image"
                            + " (default: tutorial:1 for faces up to 10,000 images, else none).")
    private @Nullable String augment;

    @Option(
            names = "--augment-preview",
            paramLabel = "HTML",
            description = "Write an HTML page with examples of augmented images.")
    private @Nullable Path augmentPreview;

    @Option(
            names = "--corrections",
            paramLabel = "CSV",
            description = "Label corrections saved from the page of --html.")
    private @Nullable Path corrections;

    @Option(
            names = {"--html", "--report"},
            paramLabel = "FILE",
            description =
                    "Write an HTML report with curves, results per video, and labels to review.")
    private @Nullable Path html;

    @Mixin private GovernanceOptions terms = new GovernanceOptions();

    @Option(names = "--json", description = "Print the metrics as one JSON object.")
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
        new PublishedModelOffer(framewatch).obtain(backbone, yes);
        TrainingService training =
                new TrainingService(
                        framewatch.home(), framewatch.models(), framewatch.reportWriter());
        ReplacedTargets replaced = new ReplacedTargets(framewatch, ledger);
        List<Trained> all;
        try (ScreenProgress progress = ScreenProgress.on(console)) {
            all = training.train(request, progress);
        }
        ledger.recordCreation(
                AuditAction.TRAINED,
                all.stream().map(one -> new NewTarget(one.name(), one.file())).toList(),
                change,
                Map.of("threshold", threshold));
        if (augmentPreview != null) {
            console.note("Wrote examples of augmented images to " + augmentPreview);
        }
        TrainingText text =
                new TrainingText(console, new TargetService(framewatch.targets()), json);
        text.print(all);
        replaced.review(all.stream().map(Trained::name).toList(), yes);
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
                new Outputs(groupsOut, augmentPreview, html));
    }
}
