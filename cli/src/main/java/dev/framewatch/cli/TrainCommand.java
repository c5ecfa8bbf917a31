package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.GovernanceOptions;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TargetLedger.Made;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.learn.augment.AugmentationPolicy;
import dev.framewatch.learn.augment.AugmentationPreview;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.GroupFile;
import dev.framewatch.learn.dataset.LabelCorrections;
import dev.framewatch.learn.dense.DenseLearner;
import dev.framewatch.learn.dense.NetworkSpec;
import dev.framewatch.learn.features.DiskBudget;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.SpillableVectorStore;
import dev.framewatch.learn.train.HeadTrainer;
import dev.framewatch.learn.train.LinearHeadTraining;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.learn.train.ModelSelection;
import dev.framewatch.learn.train.MulticlassTraining;
import dev.framewatch.learn.train.SplitStrategy;
import dev.framewatch.learn.train.TargetWriter;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    /** See docs/decisions/augmentation.md. */
    private static final String FOR_FACES = "tutorial:1";

    private static final int MAX_COPIED = 10_000;

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

    @Mixin private BackboneOptions backbones = new BackboneOptions();

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
        TargetManifest.checkName(name);
        framewatch.targets().checkWritable();
        GovernanceChange change = terms.change();
        Plan plan =
                new Plan(
                        TargetKind.parse(kind),
                        SplitStrategy.parse(split),
                        seed,
                        Threshold.parse(threshold));
        Console console = framewatch.console();
        Dataset dataset = corrected(labels.readAll(images, console));
        if (plan.kind() == TargetKind.ARTWORK) {
            requireOnly();
            List<String> made = new ArrayList<>();
            for (String label : dataset.positiveLabels()) {
                String target = dataset.positiveLabels().size() == 1 ? name : nameOf(label);
                made.add(target);
                new ArtworkMaking(framewatch, json)
                        .train(target, dataset.lookingFor(label), plan.chosen(), seed);
            }
            record(made, change);
            return 0;
        }
        AugmentationPolicy policy =
                AugmentationPolicy.parse(augmentation(plan.kind(), dataset), seed);
        if (augmentPreview != null) {
            AugmentationPreview.write(augmentPreview, dataset, policy);
            console.note("What --augment does is shown in " + augmentPreview);
        }
        List<TrainingResult> all = new ArrayList<>();
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            BackboneLoader models = new BackboneLoader(framewatch.models(), progress);
            List<String> classes = dataset.positiveLabels();
            ModelSelection selection = new ModelSelection(classes, progress);
            for (Backbones described : described(plan.kind(), dataset, policy, models)) {
                try (SpillableVectorStore scenes =
                        new SpillableVectorStore(framewatch.learning())) {
                    LabelledFeatureSet featureSet =
                            album(
                                    dataset,
                                    policy,
                                    models.open(described, framewatch::remembered),
                                    scenes,
                                    progress,
                                    selection.best().isEmpty());
                    selection.evaluate(
                            featureSet, described, training(plan.reading(described), progress));
                }
            }
            selection
                    .best()
                    .forEach((label, found) ->
                            all.add(
                                    new TrainingResult(
                                            classes.size() == 1 ? name : nameOf(label),
                                            dataset.lookingFor(label),
                                            found.backbones(),
                                            found.trained())));
            for (TrainingResult one : all) {
                save(one);
                writeReport(one, all.size() > 1, models, progress);
            }
        }
        record(all.stream().map(TrainingResult::target).toList(), change);
        all.forEach(one -> one.print(framewatch, json));
        return 0;
    }

    private String augmentation(TargetKind kind, Dataset dataset) {
        if (augment != null) {
            return augment;
        }
        boolean faces = kind == TargetKind.FACE && dataset.pictures().size() <= MAX_COPIED;
        return faces ? FOR_FACES : "none";
    }

    private void record(List<String> targets, GovernanceChange change) throws IOException {
        List<Made> made =
                targets.stream().map(one -> new Made(one, framewatch.targets().file(one))).toList();
        ledger.made(AuditAction.TRAINED, made, change, Map.of("threshold", threshold));
    }

    private List<Backbones> described(
            TargetKind wanted, Dataset dataset, AugmentationPolicy policy, BackboneLoader models)
            throws IOException {
        int pictures = dataset.pictures().size() * (1 + policy.count());
        return backbones.choose(
                wanted,
                head.equals("linear"),
                DiskBudget.on(framewatch.learning(), pictures),
                models,
                framewatch.console());
    }

    private void requireOnly() {
        boolean learns =
                backbones.areNamed()
                        || groupsOut != null
                        || report != null
                        || !head.equals("linear")
                        || (augment != null && !augment.equals("none"))
                        || augmentPreview != null
                        || SplitStrategy.parse(split) != SplitStrategy.VIDEOS;
        if (learns) {
            throw new IllegalArgumentException(
                    "--kind artwork compares with pictures and learns nothing: leave out"
                        + " --backbone, --detector, --head, --split, --augment, --augment-preview,"
                        + " --groups-out and --report, or choose --kind scene");
        }
    }

    private HeadTrainer training(Plan plan, ScreenProgress progress) throws IOException {
        if (head.equals("linear")) {
            return new LinearHeadTraining(plan);
        }
        NetworkSpec shape =
                head.equals(NetworkSpec.TUTORIAL)
                        ? NetworkSpec.tutorial()
                        : NetworkSpec.read(Path.of(head));
        return new MulticlassTraining(
                plan,
                new DenseLearner(
                        shape,
                        seed,
                        epoch ->
                                progress.update(
                                        "Training", epoch.number(), epoch.of(), epoch.toString())));
    }

    private Dataset corrected(Dataset dataset) throws IOException {
        if (corrections == null) {
            return dataset;
        }
        Dataset corrected = LabelCorrections.read(corrections).apply(dataset);
        corrected.warnings().stream()
                .skip(dataset.warnings().size())
                .forEach(warning -> framewatch.console().note("note: " + warning));
        return corrected;
    }

    private LabelledFeatureSet album(
            Dataset dataset,
            AugmentationPolicy policy,
            FeatureExtractor opened,
            SpillableVectorStore scenes,
            ScreenProgress progress,
            boolean first)
            throws IOException, InterruptedException {
        try (FeatureExtractor extractor = opened) {
            LabelledFeatureSet featureSet =
                    LabelledFeatureSet.of(dataset, extractor, policy, scenes, progress);
            if (!first) {
                return featureSet;
            }
            featureSet.notes().forEach(note -> framewatch.console().note("note: " + note));
            if (groupsOut != null) {
                GroupFile.write(groupsOut, featureSet.pictures(), featureSet.groups());
            }
            return featureSet;
        }
    }

    /** What the Target of one of several classes is called. */
    private String nameOf(String label) {
        return TargetManifest.checkName(
                name + "-" + label.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-"));
    }

    private void save(TrainingResult one) throws IOException {
        new TargetWriter(framewatch.targets())
                .save(one.target(), one.dataset().classes(), one.backbones(), one.trained(), seed);
    }

    private void writeReport(
            TrainingResult one, boolean several, BackboneLoader models, ScreenProgress progress)
            throws IOException {
        if (report == null) {
            return;
        }
        Path file =
                several ? report.resolveSibling(one.target() + "-" + report.getFileName()) : report;
        try (Target target = framewatch.targets().open(one.target())) {
            new TrainedPage(
                            labels.file(),
                            SplitStrategy.parse(split),
                            head.equals("linear") ? "logistic regression" : "dense layers: " + head)
                    .write(
                            file,
                            one.dataset(),
                            target,
                            one.trained(),
                            one.figures(),
                            models,
                            progress);
        }
        framewatch.console().note("The report is in " + file);
    }
}
