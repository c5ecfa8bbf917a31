package dev.framewatch.targets;

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
        @Nullable Double brier) {}
