package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Json;
import dev.framewatch.learn.api.ArtworkJson;
import dev.framewatch.learn.api.TrainingJson;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.service.TrainingService.Trained;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.targets.TargetKind;
import java.util.Locale;

/** Prints the result of a training run, as text or as one JSON object per target. */
final class TrainingText {
    private final Console console;
    private final boolean json;

    TrainingText(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void print(Trained trained) {
        switch (trained) {
            case Trained.Learned learned -> print(learned);
            case Trained.Artwork artwork -> print(artwork);
        }
    }

    private void print(Trained.Learned learned) {
        if (learned.report() != null) {
            console.note("Wrote the report to " + learned.report());
        }
        if (json) {
            console.out()
                    .println(
                            Json.line(
                                    TrainingJson.of(
                                            learned.name(), learned.head(), learned.evaluation())));
        } else {
            console.out().print(EvaluationText.of(learned.evaluation()));
        }
        if (!learned.head().aucs().isEmpty()) {
            console.note(bestKind(learned.head()));
        }
        console.note("Saved target '%s' to %s".formatted(learned.name(), learned.file()));
    }

    private static String bestKind(TrainedHead head) {
        String carrier =
                switch (head.kind()) {
                    case FACE -> "The target uses faces only";
                    case SCENE -> "The target uses scene features only";
                    case AUTO -> "The target uses both faces and scene features";
                    case ARTWORK -> "The target uses artwork only";
                };
        return String.format(
                Locale.ROOT,
                "%s (AUC of faces %.3f, scene %.3f, both %.3f).",
                carrier,
                head.aucs().get(TargetKind.FACE),
                head.aucs().get(TargetKind.SCENE),
                head.aucs().get(TargetKind.AUTO));
    }

    private void print(Trained.Artwork artwork) {
        if (json) {
            console.out()
                    .println(
                            Json.line(
                                    ArtworkJson.of(
                                            artwork.name(),
                                            artwork.references(),
                                            artwork.warnings(),
                                            artwork.file().toString(),
                                            artwork.evaluation())));
        }
        console.note(
                "Saved target '%s' (reference images: %d) to %s"
                        .formatted(artwork.name(), artwork.references(), artwork.file()));
        if (artwork.evaluation() != null && !json) {
            console.out().print(EvaluationText.of(artwork.evaluation()));
        }
    }
}
