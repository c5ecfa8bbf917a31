package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.console.Version;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.evaluate.DetailedEvaluation;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.evaluate.ScoredImages;
import dev.framewatch.learn.evaluate.VideoEvaluation;
import dev.framewatch.learn.evaluate.VideoEvaluation.Conclusion;
import dev.framewatch.learn.evaluate.VideoEvaluation.Outcome;
import dev.framewatch.learn.report.EvaluationReport;
import dev.framewatch.learn.report.Provenance;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.learn.report.ReportData;
import dev.framewatch.learn.report.TargetImages;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.Sampling;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch evaluate}: how good a Target is on labelled pictures or videos. */
@Command(
        name = "evaluate",
        description =
                "Measures a Target on labelled pictures or videos that it was not trained on.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch evaluate trump --labels test.csv --images test/",
            "  framewatch evaluate trump --labels test.csv --images test/ --html report.html",
            "  framewatch evaluate trump --labels videos.csv --videos videos/ --rule presence:3",
            "",
            "The labels file is like that of train; for videos, Image_ID holds their file names."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(paramLabel = "NAME", description = "The Target.")
    private String name = "";

    @Mixin private LabelOptions labels = new LabelOptions();

    @ArgGroup(multiplicity = "1")
    private Material material = new Material();

    /** Pictures or videos. */
    private static final class Material {
        @Option(names = "--images", paramLabel = "DIR", description = "The folder of the pictures.")
        private @Nullable Path images;

        @Option(names = "--videos", paramLabel = "DIR", description = "The folder of the videos.")
        private @Nullable Path videos;
    }

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description = "balanced, fmr:0.01 or a number (default: as trained).")
    private @Nullable String threshold;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            defaultValue = "share:1/3",
            description = "For videos: share:1/3 or presence:SECONDS (default: ${DEFAULT-VALUE}).")
    private String rule = "";

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "For videos: seconds between two frames (default: ${DEFAULT-VALUE}).")
    private double every;

    @Option(names = "--json", description = "The figures as one object on standard output.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "For pictures: write the figures, curves and most surprising labels as a page.")
    private @Nullable Path html;

    EvaluateCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Threshold wanted = threshold == null ? new Threshold.Trained() : Threshold.parse(threshold);
        if (html != null && material.images == null) {
            throw new IllegalArgumentException(
                    "--html shows pictures: give --images, not --videos");
        }
        Path folder = material.images != null ? material.images : material.videos;
        Dataset dataset = labels.read(Objects.requireNonNull(folder), framewatch.console());
        framewatch.console().out().print(figures(dataset, wanted));
        return 0;
    }

    private String figures(Dataset dataset, Threshold wanted)
            throws IOException, InterruptedException {
        Console console = framewatch.console();
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            BackboneLoader models = new BackboneLoader(framewatch.models(), progress);
            if (material.images != null) {
                DetailedEvaluation measured = pictures(dataset, wanted, models, progress);
                return json ? Json.line(measured) + "\n" : EvaluationText.of(measured.figures());
            }
            VideoEvaluation figures = videos(dataset, wanted, models, progress);
            return json ? Json.line(figures) + "\n" : VideoReport.of(figures);
        }
    }

    private DetailedEvaluation pictures(
            Dataset dataset, Threshold wanted, BackboneLoader models, ProgressListener progress)
            throws IOException, InterruptedException {
        try (Target target = framewatch.targets().open(name);
                FeatureExtractor extractor = models.open(target.manifest().backbones())) {
            ScoredImages looked =
                    ScoredImages.of(
                            dataset.pictures(),
                            picture ->
                                    target.detector()
                                            .score(extractor.extract(picture))
                                            .probability(),
                            progress);
            List<ScoredImage> scored = looked.images();
            if (scored.isEmpty()) {
                throw new IllegalArgumentException(
                        labels.file() + ": none of its pictures can be read");
            }
            double from = target.manifest().thresholds().at(wanted);
            Evaluation figures = Evaluation.of(scored, from, looked.unreadable(), 1);
            if (html != null) {
                new EvaluationReport(new TargetImages(dataset, extractor, target, progress))
                        .write(html, data(dataset, target.manifest(), figures, scored));
            }
            return new DetailedEvaluation(figures, EvaluationDetails.of(scored, from));
        }
    }

    private ReportData data(
            Dataset dataset, TargetManifest target, Evaluation figures, List<ScoredImage> scored) {
        Provenance provenance =
                new Provenance(
                        Occasion.EVALUATION,
                        target.name(),
                        target.kind().toString(),
                        target.backbones().models(),
                        "%d numbers to a score, SHA-256 %s"
                                .formatted(target.dimensions(), target.head()),
                        dataset.classes(),
                        Objects.toString(labels.file().getFileName()),
                        "none: scored by the finished Target, which was trained on %d pictures of %d source videos"
                                .formatted(
                                        target.evaluation().frames(), target.evaluation().groups()),
                        target.seed(),
                        InstantSource.system().instant(),
                        Version.number());
        return new ReportData(
                provenance, figures, scored, dataset.confirmed(), dataset.canBeFlipped());
    }

    private VideoEvaluation videos(
            Dataset dataset, Threshold wanted, BackboneLoader models, ProgressListener progress)
            throws InterruptedException {
        ScanOptions options =
                new ScanOptions(Sampling.every(every), Rule.parse(rule), wanted, false, 0);
        int workers = Runtime.getRuntime().availableProcessors();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier =
                        new FrameClassifier(
                                List.of(framewatch.targets().open(name)), models::open);
                Scanner scanner = new Scanner(decoder, classifier, workers)) {
            Gathering gathering = new Gathering(dataset.pictures(), progress);
            List<Path> files = dataset.pictures().stream().map(LabelledImage::file).toList();
            scanner.scan(files, options, gathering);
            return VideoEvaluation.of(gathering.outcomes);
        }
    }

    /** Results come in the order of the labels. */
    private static final class Gathering implements ScanListener {
        private final List<LabelledImage> videos;
        private final ProgressListener progress;
        private final List<Outcome> outcomes = new ArrayList<>();

        Gathering(List<LabelledImage> videos, ProgressListener progress) {
            this.videos = videos;
            this.progress = progress;
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            LabelledImage video = videos.get(outcomes.size());
            TargetResult target = result.targets().getFirst();
            Conclusion conclusion =
                    switch (target.verdict()) {
                        case Verdict.Match _ -> Conclusion.MATCH;
                        case Verdict.NoMatch _ -> Conclusion.NO_MATCH;
                        case Verdict.Undecided _ -> Conclusion.UNDECIDED;
                        case Verdict.Unreadable _ -> Conclusion.UNREADABLE;
                    };
            outcomes.add(new Outcome(video.image(), video.positive(), conclusion, target.share()));
            progress.update("Scanning videos", outcomes.size(), videos.size());
        }
    }
}
