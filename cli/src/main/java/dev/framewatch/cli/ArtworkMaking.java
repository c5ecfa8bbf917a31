package dev.framewatch.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.enrol.ArtworkReferences;
import dev.framewatch.learn.enrol.ArtworkTraining;
import dev.framewatch.learn.enrol.ArtworkTraining.Outcome;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.train.TargetWriter;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.ThresholdCurve;
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
            TargetKind kind,
            int references,
            List<String> warnings,
            String file,
            @JsonUnwrapped @Nullable Evaluation evaluation) {}

    void enrol(String name, List<Path> pictures) throws IOException {
        ArtworkReferences artwork = ArtworkReferences.of(pictures, new LocalFeatureExtractor());
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
            console.out().print(EvaluationText.of(figures));
        }
    }

    private void save(
            String name,
            List<String> classes,
            ArtworkReferences artwork,
            ThresholdCurve thresholds,
            @Nullable Evaluation figures)
            throws IOException {
        Console console = framewatch.console();
        artwork.warnings().forEach(warning -> console.note("note: " + warning));
        Path file =
                new TargetWriter(framewatch.targets())
                        .save(name, classes, artwork, thresholds, figures);
        int count = artwork.references().size();
        if (json) {
            Made made =
                    new Made(
                            name,
                            TargetKind.ARTWORK,
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
