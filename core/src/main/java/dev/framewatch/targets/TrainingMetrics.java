package dev.framewatch.targets;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a Detector's quality, from grouped cross-validation; null where it was not
 * measured, as after enrolling from photos or importing.
 *
 * @param frames labelled frames it was measured on
 * @param positives how many of them show the target
 * @param groups source videos they came from
 * @param auc area under the ROC curve
 * @param accuracy at the balanced threshold
 * @param accuracyLow lower end of its 95 % interval
 * @param accuracyHigh upper end of its 95 % interval
 * @param leakyAccuracy what a random frame split would have claimed
 * @param brier mean squared error of the probabilities
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
