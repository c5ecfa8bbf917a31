package dev.framewatch.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.evaluate.DetailedEvaluation;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One Target of a training. */
record TrainingResult(String target, Dataset dataset, Backbones backbones, TrainedHead trained) {
    /** Labels that a person has confirmed surprise nobody any more. */
    Evaluation figures() {
        return trained.evaluation().confirming(trained.scored(), dataset.confirmed());
    }

    /** Says how good it is, as text or as one object. */
    void print(Framewatch framewatch, boolean json) {
        Console console = framewatch.console();
        Evaluation figures = figures();
        if (json) {
            EvaluationDetails details = EvaluationDetails.of(trained.scored(), figures.threshold());
            console.out()
                    .println(
                            Json.line(
                                    new Trained(
                                            target,
                                            trained.kind(),
                                            trained.aucs(),
                                            new DetailedEvaluation(figures, details))));
        } else {
            console.out().print(EvaluationText.of(figures));
        }
        carriesTheDecision(trained).ifPresent(console::note);
        console.note(
                "The Target '%s' is in %s".formatted(target, framewatch.targets().file(target)));
    }

    /** What was found when the best of several kinds was asked for. */
    private static Optional<String> carriesTheDecision(TrainedHead trained) {
        if (trained.aucs().isEmpty()) {
            return Optional.empty();
        }
        String carrier =
                switch (trained.kind()) {
                    case FACE -> "The faces alone carry the decision";
                    case SCENE -> "The scene alone carries the decision";
                    case AUTO -> "Faces and scene decide together";
                    case ARTWORK -> "The artwork alone carries the decision";
                };
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%s (AUC of faces %.3f, scene %.3f, both %.3f).",
                        carrier,
                        trained.aucs().get(TargetKind.FACE),
                        trained.aucs().get(TargetKind.SCENE),
                        trained.aucs().get(TargetKind.AUTO)));
    }

    /** The shape of {@code train --json}. */
    private record Trained(
            String target,
            TargetKind kind,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<TargetKind, Double> aucByKind,
            @JsonUnwrapped DetailedEvaluation evaluation) {}
}
