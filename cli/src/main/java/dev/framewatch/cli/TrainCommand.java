package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TargetLedger.Made;
import dev.framewatch.cli.desk.TargetTermsOptions;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.Action;
import dev.framewatch.desk.terms.TermsChange;
import dev.framewatch.learn.Album;
import dev.framewatch.learn.Contest;
import dev.framewatch.learn.HeadTraining;
import dev.framewatch.learn.JointTraining;
import dev.framewatch.learn.RegionRoom;
import dev.framewatch.learn.Split;
import dev.framewatch.learn.TargetMaking;
import dev.framewatch.learn.Training;
import dev.framewatch.learn.Training.Plan;
import dev.framewatch.learn.augment.AugmentationPreview;
import dev.framewatch.learn.augment.Copies;
import dev.framewatch.learn.dataset.Corrections;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.GroupFile;
import dev.framewatch.learn.dense.DenseLearner;
import dev.framewatch.learn.dense.HeadShape;
import dev.framewatch.learn.features.VectorFile;
import dev.framewatch.target.BackboneModels;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Target;
import dev.framewatch.target.Threshold;
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

    private static final int MOST_COPIED = 10_000;

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

    @Mixin private TargetTermsOptions terms = new TargetTermsOptions();

    @Option(names = "--json", description = "The figures as one object on standard output.")
    private boolean json;

    TrainCommand(Framewatch framewatch, TargetLedger ledger) {
        this.framewatch = framewatch;
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Manifest.checkName(name);
        framewatch.targets().checkWritable();
        TermsChange change = terms.change();
        Plan plan =
                new Plan(Kind.parse(kind), Split.parse(split), seed, Threshold.parse(threshold));
        Console console = framewatch.console();
        Dataset dataset = corrected(labels.readAll(images, console));
        if (plan.kind() == Kind.ARTWORK) {
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
        Copies copies = Copies.parse(augmentation(plan.kind(), dataset), seed);
        if (augmentPreview != null) {
            AugmentationPreview.write(augmentPreview, dataset, copies);
            console.note("What --augment does is shown in " + augmentPreview);
        }
        List<Learned> all = new ArrayList<>();
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            BackboneModels models = new BackboneModels(framewatch.models(), progress);
            List<String> classes = dataset.positiveLabels();
            Contest contest = new Contest(classes, progress);
            for (Backbones described : described(plan.kind(), dataset, copies, models)) {
                try (VectorFile scenes = new VectorFile(framewatch.learning())) {
                    Album album =
                            album(
                                    dataset,
                                    copies,
                                    models.open(described, framewatch::remembered),
                                    scenes,
                                    progress,
                                    contest.best().isEmpty());
                    contest.enter(album, described, training(plan.reading(described), progress));
                }
            }
            contest.best()
                    .forEach((label, found) ->
                            all.add(
                                    new Learned(
                                            classes.size() == 1 ? name : nameOf(label),
                                            dataset.lookingFor(label),
                                            found.backbones(),
                                            found.trained())));
            for (Learned one : all) {
                save(one);
                writeReport(one, all.size() > 1, models, progress);
            }
        }
        record(all.stream().map(Learned::target).toList(), change);
        all.forEach(one -> one.print(framewatch, json));
        return 0;
    }

    private String augmentation(Kind kind, Dataset dataset) {
        if (augment != null) {
            return augment;
        }
        boolean faces = kind == Kind.FACE && dataset.pictures().size() <= MOST_COPIED;
        return faces ? FOR_FACES : "none";
    }

    private void record(List<String> targets, TermsChange change) throws IOException {
        List<Made> made =
                targets.stream().map(one -> new Made(one, framewatch.targets().file(one))).toList();
        ledger.made(Action.TRAINED, made, change, Map.of("threshold", threshold));
    }

    private List<Backbones> described(
            Kind wanted, Dataset dataset, Copies copies, BackboneModels models) throws IOException {
        int pictures = dataset.pictures().size() * (1 + copies.count());
        return backbones.choose(
                wanted,
                head.equals("linear"),
                RegionRoom.on(framewatch.learning(), pictures),
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
                        || Split.parse(split) != Split.VIDEOS;
        if (learns) {
            throw new IllegalArgumentException(
                    "--kind artwork compares with pictures and learns nothing: leave out"
                        + " --backbone, --detector, --head, --split, --augment, --augment-preview,"
                        + " --groups-out and --report, or choose --kind scene");
        }
    }

    private HeadTraining training(Plan plan, ScreenProgress progress) throws IOException {
        if (head.equals("linear")) {
            return new Training(plan);
        }
        HeadShape shape =
                head.equals(HeadShape.TUTORIAL)
                        ? HeadShape.tutorial()
                        : HeadShape.read(Path.of(head));
        return new JointTraining(
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
        Dataset corrected = Corrections.read(corrections).apply(dataset);
        corrected.warnings().stream()
                .skip(dataset.warnings().size())
                .forEach(warning -> framewatch.console().note("note: " + warning));
        return corrected;
    }

    private Album album(
            Dataset dataset,
            Copies copies,
            FeatureExtractor opened,
            VectorFile scenes,
            ScreenProgress progress,
            boolean first)
            throws IOException, InterruptedException {
        try (FeatureExtractor extractor = opened) {
            Album album = Album.of(dataset, extractor, copies, scenes, progress);
            if (!first) {
                return album;
            }
            album.notes().forEach(note -> framewatch.console().note("note: " + note));
            if (groupsOut != null) {
                GroupFile.write(groupsOut, album.pictures(), album.groups());
            }
            return album;
        }
    }

    /** What the Target of one of several classes is called. */
    private String nameOf(String label) {
        return Manifest.checkName(
                name + "-" + label.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-"));
    }

    private void save(Learned one) throws IOException {
        new TargetMaking(framewatch.targets())
                .save(one.target(), one.dataset().classes(), one.backbones(), one.trained(), seed);
    }

    private void writeReport(
            Learned one, boolean several, BackboneModels models, ScreenProgress progress)
            throws IOException {
        if (report == null) {
            return;
        }
        Path file =
                several ? report.resolveSibling(one.target() + "-" + report.getFileName()) : report;
        try (Target target = framewatch.targets().open(one.target())) {
            new TrainedPage(
                            labels.file(),
                            Split.parse(split),
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
