package dev.framewatch.learn.train;

import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.targets.TargetKind;

/**
 * One trained candidate model with its cross-validation scores.
 *
 * @param kind the features that it uses
 * @param examined the indices of the images it was validated on, ascending
 * @param logits an out-of-fold raw score for each image: negative infinity where there was nothing
 *     to score, {@code NaN} where the image was never held out
 * @param scorer the resulting scorer
 */
record CrossValidationResult(TargetKind kind, int[] examined, double[] logits, Scorer scorer) {}
