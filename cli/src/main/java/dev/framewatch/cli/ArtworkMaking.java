package dev.framewatch.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.ArtworkTraining;
import dev.framewatch.learn.ArtworkTraining.Outcome;
import dev.framewatch.learn.EnrolledArtwork;
import dev.framewatch.learn.TargetMaking;
import dev.framewatch.learn.TrainingReport;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Threshold;
import dev.framewatch.target.ThresholdCurve;
import dev.framewatch.vision.LocalFeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code enrol} and {@code train} do for artwork. */
final class ArtworkMaking {
    private final Framewatch framewatch;
    private final boolean json;

    ArtworkMaking(Framewatch framewatch, boolean json) {
        this.framewatch = framewatch;
        this.json = json;
    }

    /** The shape of {@code --json}; figures only where other pictures were looked at. */
    private record Made(
            String target,
            Kind kind,
            int references,
            List<String> warnings,
            String file,
            @JsonUnwrapped @Nullable Evaluation evaluation) {}

    void enrol(String name, List<Path> pictures) throws IOException {
        EnrolledArtwork artwork = EnrolledArtwork.of(pictures, new LocalFeatureExtractor());
        ThresholdCurve thresholds = new ThresholdCurve(0.5, 0.5, List.of());
        save(name, List.of("not " + name, name), artwork, thresholds, null);
    }

    void train(String name, Dataset dataset, Threshold chosen, long seed)
            throws IOException, InterruptedException {
        Console console = framewatch.console();
        Outcome outcome;
        try (ScreenProgress progress = ScreenProgress.on(console.err(), console.terminal())) {
            outcome =
                    new ArtworkTraining(new LocalFeatureExtractor(), progress)
                            .train(dataset, chosen, seed);
        }
        Evaluation figures = outcome.evaluation();
        save(name, dataset.classes(), outcome.artwork(), outcome.thresholds(), figures);
        if (figures != null && !json) {
            console.out().print(TrainingReport.of(figures));
        }
    }

    private void save(
            String name,
            List<String> classes,
            EnrolledArtwork artwork,
            ThresholdCurve thresholds,
            @Nullable Evaluation figures)
            throws IOException {
        Console console = framewatch.console();
        artwork.warnings().forEach(warning -> console.note("note: " + warning));
        Path file =
                new TargetMaking(framewatch.targets())
                        .save(name, classes, artwork, thresholds, figures);
        int count = artwork.references().size();
        if (json) {
            Made made =
                    new Made(
                            name,
                            Kind.ARTWORK,
                            count,
                            artwork.warnings(),
                            file.toString(),
                            figures);
            console.out().println(Json.line(made));
        }
        console.note(
                "The Target '%s' (reference pictures: %d) is in %s".formatted(name, count, file));
    }
}
