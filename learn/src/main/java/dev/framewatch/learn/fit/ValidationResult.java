package dev.framewatch.learn.fit;

import java.util.Arrays;

/**
 * Out-of-sample scores of a learner, and the scorer to use.
 *
 * @param validated indices of the images that were held out at least once, ascending
 * @param scores held-out raw score of each vector of each image; a single {@code NaN} for an image
 *     that was never held out
 * @param scorer the final scorer
 */
public record ValidationResult(int[] validated, double[][] scores, Scorer scorer) {
    /**
     * Returns the held-out raw score of each image, the highest of its vectors: {@code NaN} if it
     * was never held out, negative infinity for an empty bag.
     */
    public double[] logits() {
        return Arrays.stream(scores)
                .mapToDouble(one -> Arrays.stream(one).reduce(Double.NEGATIVE_INFINITY, Math::max))
                .toArray();
    }
}
