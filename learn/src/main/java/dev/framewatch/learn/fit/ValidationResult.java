package dev.framewatch.learn.fit;

/**
 * Out-of-sample scores of a learner, and the scorer to use.
 *
 * @param validated indices of the images that were held out at least once, ascending
 * @param logits held-out raw score of each image; {@code NaN} if it was never held out, negative
 *     infinity for an empty bag
 * @param scorer the final scorer
 */
public record ValidationResult(int[] validated, double[] logits, Scorer scorer) {}
