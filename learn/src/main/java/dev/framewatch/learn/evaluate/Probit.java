package dev.framewatch.learn.evaluate;

/**
 * How many standard deviations from the mean of a normal distribution a share of it lies below:
 * algorithm AS 241, PPND7 (Wichura, "The Percentage Points of the Normal Distribution", Applied
 * Statistics 37, 1988), right to seven digits.
 */
public final class Probit {
    private Probit() {}

    /**
     * @param share 0 to 1; at the ends the deviate is infinite
     */
    public static double of(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1, not " + share);
        }
        if (share == 0 || share == 1) {
            return share == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double fromMiddle = share - 0.5;
        return Math.abs(fromMiddle) <= 0.425
                ? central(fromMiddle)
                : Math.copySign(tail(Math.min(share, 1 - share)), fromMiddle);
    }

    private static double central(double q) {
        double r = 0.180625 - q * q;
        double above = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179;
        double below = ((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1;
        return q * above / below;
    }

    private static double tail(double share) {
        double r = Math.sqrt(-Math.log(share));
        return r <= 5 ? near(r - 1.6) : far(r - 5);
    }

    private static double near(double r) {
        double above = ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777;
        return above / ((0.12021132975 * r + 0.7370016425) * r + 1);
    }

    private static double far(double r) {
        double above = ((0.017337203997 * r + 0.42868294337) * r + 3.081226386) * r + 6.657905115;
        return above / ((0.012258202635 * r + 0.24197894225) * r + 1);
    }
}
