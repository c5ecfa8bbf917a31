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

/** Prints what a training comes to, as text or as one object a target. */
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
            console.note("The report is in " + learned.report());
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
        console.note("The Target '%s' is in %s".formatted(learned.name(), learned.file()));
    }

    private static String bestKind(TrainedHead head) {
        String carrier =
                switch (head.kind()) {
                    case FACE -> "The faces alone carry the decision";
                    case SCENE -> "The scene alone carries the decision";
                    case AUTO -> "Faces and scene decide together";
                    case ARTWORK -> "The artwork alone carries the decision";
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
                "The Target '%s' (reference pictures: %d) is in %s"
                        .formatted(artwork.name(), artwork.references(), artwork.file()));
        if (artwork.evaluation() != null && !json) {
            console.out().print(EvaluationText.of(artwork.evaluation()));
        }
    }
}
