package dev.framewatch.learn.fit;

/**
 * What a learner makes of pictures that it has not learned from.
 *
 * @param validated the pictures that were held back at some time, in rising order
 * @param logits for every picture its raw score while it was held back; not a number for a picture
 *     that never was, negative infinity for an empty bag
 * @param scorer what is used in the end
 */
public record ValidationResult(int[] validated, double[] logits, Scorer scorer) {}
