package dev.framewatch.learn;

import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.target.Kind;

/**
 * One way of recognising the target that was learned and examined.
 *
 * @param kind what it looks at
 * @param examined the pictures it was examined on, in rising order
 * @param logits a raw score for each picture while it was held back; negative infinity where there
 *     was nothing to score, not a number where it never was
 * @param scorer what it comes to
 */
record Candidate(Kind kind, int[] examined, double[] logits, Scorer scorer) {}
