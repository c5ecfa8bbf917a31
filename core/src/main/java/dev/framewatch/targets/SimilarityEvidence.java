package dev.framewatch.targets;

/**
 * What the similarity of a face to a target's references says about its identity, given how well
 * the face is seen: the logarithm of the likelihood ratio of "the target's face" to "somebody
 * else's". The numbers are for {@code mobilefacenet}; how they were measured is in
 * docs/decisions/confirmation.md.
 */
final class SimilarityEvidence {
    /** Lengths of an embedding before it was normalised: short for what cannot be made out. */
    private static final double[] LENGTHS = {30, 40, 45, 50, 55, 62, 70, 80};

    /** The similarity at which either is equally likely, for each length. */
    private static final double[] NEUTRAL = {0.18, 0.22, 0.24, 0.28, 0.34, 0.45, 0.52, 0.58};

    /** The evidence of each unit of similarity above it, for each length. */
    private static final double[] WEIGHT = {2, 7, 8, 10, 14, 22, 40, 40};

    /** Width in pixels up to which a face is too small, however long its embedding. */
    private static final double TINY = 18;

    /** Width in pixels from which on a face is large enough. */
    private static final double SMALL = 32;

    private static final double MOST_AGAINST = 8;

    private SimilarityEvidence() {}

    /** The most evidence that there may be for the target: it cannot make up for a low score. */
    static final double MOST_IN_FAVOUR = 3;

    /**
     * Returns the evidence, {@value #MOST_IN_FAVOUR} at most; 0 if the face is too small.
     *
     * @param similarity cosine of the angle to the mean reference
     * @param length of the embedding before it was normalised
     * @param width of the face in pixels
     */
    static double of(double similarity, double length, double width) {
        double large = Math.clamp((width - TINY) / (SMALL - TINY), 0.0, 1.0);
        double evidence = at(length, WEIGHT) * large * (similarity - at(length, NEUTRAL));
        return Math.clamp(evidence, -MOST_AGAINST, MOST_IN_FAVOUR);
    }

    /** Interpolates linearly between the lengths. */
    private static double at(double length, double[] values) {
        int above = 0;
        while (above < LENGTHS.length && LENGTHS[above] < length) {
            above++;
        }
        if (above == 0) {
            return values[0];
        }
        if (above == LENGTHS.length) {
            return values[above - 1];
        }
        double part = (length - LENGTHS[above - 1]) / (LENGTHS[above] - LENGTHS[above - 1]);
        return values[above - 1] + part * (values[above] - values[above - 1]);
    }
}
