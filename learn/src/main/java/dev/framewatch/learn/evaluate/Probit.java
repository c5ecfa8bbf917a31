package dev.framewatch.learn.evaluate;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The inverse of the standard normal distribution function (probit). */
public final class Probit {
    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    private Probit() {}

    /**
     * Returns the standard normal quantile of a fraction.
     *
     * @param share 0 to 1; the result is infinite at both ends
     */
    public static double of(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a probability must be between 0 and 1, not " + share);
        }
        return STANDARD_NORMAL.inverseCumulativeProbability(share);
    }
}
