package dev.framewatch.learn.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.learn.evaluate.ClassConfusion;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.targets.TargetKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON output of {@code train --json}.
 *
 * @param byClass the confusion matrix over all classes; null if there is only one
 * @param aucByKind the AUC of every kind that was tried, if the choice was automatic
 */
public record TrainingJson(
        String target,
        TargetKind kind,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<TargetKind, Double> aucByKind,
        @JsonUnwrapped DetailedEvaluation evaluation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ClassConfusion byClass) {

    /**
     * Returns the output for a trained head.
     *
     * @param figures the metrics to show
     * @param byClass the confusion matrix over all classes; null if there is only one
     */
    public static TrainingJson of(
            String target, TrainedHead head, Evaluation figures, @Nullable ClassConfusion byClass) {
        EvaluationDetails details = EvaluationDetails.of(head.scored(), figures.threshold());
        return new TrainingJson(
                target,
                head.kind(),
                head.aucs(),
                new DetailedEvaluation(figures, details),
                byClass);
    }
}
