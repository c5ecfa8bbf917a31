package dev.framewatch.targets;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a classifier from grouped cross-validation; null if not measured, for example
 * after enrolling from photos or importing.
 *
 * @param frames the number of labelled frames evaluated
 * @param positives the number of them that show the target
 * @param groups the number of source videos
 * @param auc the area under the ROC curve
 * @param accuracy the accuracy at the balanced threshold
 * @param accuracyLow the lower end of its 95% confidence interval
 * @param accuracyHigh the upper end of its 95% confidence interval
 * @param leakyAccuracy the accuracy of a random frame-level split
 * @param brier the Brier score: mean squared error of the probabilities
 * @param errors what the chosen threshold costs
 * @param strictErrors what the strict threshold costs, which a watch uses
 */
public record TrainingMetrics(
        int frames,
        int positives,
        int groups,
        @Nullable Double auc,
        @Nullable Double accuracy,
        @Nullable Double accuracyLow,
        @Nullable Double accuracyHigh,
        @Nullable Double leakyAccuracy,
        @Nullable Double brier,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ThresholdErrors errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ThresholdErrors strictErrors) {
    /** Creates the metrics of a classifier whose thresholds were not examined. */
    public TrainingMetrics(
            int frames,
            int positives,
            int groups,
            @Nullable Double auc,
            @Nullable Double accuracy,
            @Nullable Double accuracyLow,
            @Nullable Double accuracyHigh,
            @Nullable Double leakyAccuracy,
            @Nullable Double brier) {
        this(
                frames,
                positives,
                groups,
                auc,
                accuracy,
                accuracyLow,
                accuracyHigh,
                leakyAccuracy,
                brier,
                null,
                null);
    }
}
