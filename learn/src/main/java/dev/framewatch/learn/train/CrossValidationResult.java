package dev.framewatch.learn.train;

import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.targets.TargetKind;

/**
 * One way of recognising the target that was learned and examined.
 *
 * @param kind what it looks at
 * @param examined the pictures it was examined on, in rising order
 * @param logits a raw score for each picture while it was held back; negative infinity where there
 *     was nothing to score, not a number where it never was
 * @param scorer what it comes to
 */
record CrossValidationResult(TargetKind kind, int[] examined, double[] logits, Scorer scorer) {}
