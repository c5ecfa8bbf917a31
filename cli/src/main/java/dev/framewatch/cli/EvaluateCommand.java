package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.api.DetailedEvaluation;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.evaluate.VideoEvaluation;
import dev.framewatch.learn.service.EvaluationService;
import dev.framewatch.targets.TargetService;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.video.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch evaluate}: measures a target on labelled images or videos. */
@Command(
        name = "evaluate",
        description = "Evaluate a target on labelled images or videos that it was not trained on.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch evaluate trump --labels test.csv --images test/",
            "  framewatch evaluate trump --labels test.csv --images test/ --html report.html",
            "  framewatch evaluate trump --labels t.csv --images t/ --corrections c.csv",
            "  framewatch evaluate trump --labels clips.csv --videos clips/ --rule presence:3",
            "",
            "The label file has the same format as for train; for videos, Image_ID holds",
            "their file names."
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Framewatch framewatch;

    @Parameters(paramLabel = "NAME", description = "Target name.")
    private String name = "";

    @Mixin private LabelOptions labels = new LabelOptions();

    @ArgGroup(multiplicity = "1")
    private Material material = new Material();

    /** The images or videos to evaluate on. */
    private static final class Material {
        @Option(names = "--images", paramLabel = "DIR", description = "Image folder.")
        private @Nullable Path images;

        @Option(names = "--videos", paramLabel = "DIR", description = "Video folder.")
        private @Nullable Path videos;
    }

    @Option(
            names = "--threshold",
            paramLabel = "T",
            description =
                    "Threshold: balanced, strict, fmr:RATE or a number (default: as trained).")
    private @Nullable String threshold;

    @Option(
            names = "--corrections",
            paramLabel = "CSV",
            description = "Label corrections saved from the page of --html.")
    private @Nullable Path corrections;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description =
                    "Rule for videos: share:1/3 or presence:SECONDS (default: share:1/3; any image"
                            + " for images).")
    private @Nullable String rule;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Sampling interval for videos, in seconds (default: ${DEFAULT-VALUE}).")
    private double every;

    @Option(names = "--json", description = "Print the metrics as one JSON object.")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Write an HTML report with metrics, curves and likely label errors (images"
                            + " only).")
    private @Nullable Path html;

    EvaluateCommand(Framewatch framewatch) {
        this.framewatch = framewatch;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Threshold applied =
                threshold == null ? new Threshold.Trained() : Threshold.parse(threshold);
        if (html != null && material.images == null) {
            throw new IllegalArgumentException("--html requires --images");
        }
        Console console = framewatch.console();
        EvaluationService evaluation =
                new EvaluationService(
                        framewatch.targets(), framewatch.models(), framewatch.reportWriter());
        String text;
        try (ScreenProgress progress = ScreenProgress.on(console)) {
            if (material.images != null) {
                DetailedEvaluation measured =
                        evaluation.evaluate(
                                new EvaluationService.Pictures(
                                        name,
                                        labels.oneClassIn(material.images),
                                        corrections,
                                        applied,
                                        html),
                                progress);
                text =
                        json
                                ? Json.line(measured) + "\n"
                                : EvaluationText.of(measured.figures(), classes());
            } else {
                Path videos = Objects.requireNonNull(material.videos, "--images or --videos");
                VideoEvaluation measured =
                        evaluation.evaluate(
                                new EvaluationService.Videos(
                                        name,
                                        labels.oneClassIn(videos),
                                        corrections,
                                        options(applied)),
                                progress);
                text = json ? Json.line(measured) + "\n" : VideoReport.of(measured);
            }
        }
        console.out().print(text);
        return 0;
    }

    private List<String> classes() {
        return new TargetService(framewatch.targets()).info(name).labels();
    }

    private ScanOptions options(Threshold applied) {
        return new ScanOptions(
                Sampling.every(every), rule == null ? null : Rule.parse(rule), applied, false, 0);
    }
}
