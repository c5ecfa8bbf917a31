package dev.framewatch.learn.fit;

/**
 * How raw scores become probabilities: {@code sigmoid(slope * raw + offset)}.
 *
 * @param slope above 0, so that the order of scores stays
 * @param offset finite
 */
public record PlattScaling(double slope, double offset) {
    private static final int MAX_NEWTON_STEPS = 100;
    private static final double MIN_SLOPE = 1e-3;

    public PlattScaling {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                    "calibration: slope %s, offset %s".formatted(slope, offset));
        }
    }

    /** The probability that belongs to a raw score. */
    public double probability(double raw) {
        return Sigmoid.of(slope * raw + offset);
    }

    /** The same head, except that its logit is the calibrated one. */
    public LinearModel applyTo(LinearModel head) {
        double[] weights = head.weights().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= slope;
        }
        return new LinearModel(weights, slope * head.bias() + offset);
    }

    /**
     * Platt's method with his prior-corrected targets, by Newton steps with halving (Platt,
     * "Probabilistic outputs for support vector machines", 1999; Lin, Lin and Weng, "A note on
     * Platt's probabilistic outputs", Machine Learning 68, 2007). Where higher scores do not mean
     * likelier, the slope stays barely above 0 and every probability is the share of positives.
     *
     * @param raw finite scores that the head gave to pictures it had not learned from
     * @param positive the class of each
     */
    public static PlattScaling fit(double[] raw, boolean[] positive) {
        int positives = 0;
        for (boolean is : positive) {
            positives += is ? 1 : 0;
        }
        int negatives = raw.length - positives;
        double[] target = new double[raw.length];
        for (int i = 0; i < target.length; i++) {
            target[i] = positive[i] ? (positives + 1.0) / (positives + 2.0) : 1 / (negatives + 2.0);
        }
        double odds = Math.log((positives + 1.0) / (negatives + 1.0));
        double[] found = minimise(raw, target, new double[] {0, odds});
        return found[0] >= MIN_SLOPE
                ? new PlattScaling(found[0], found[1])
                : new PlattScaling(MIN_SLOPE, odds);
    }

    private static double[] minimise(double[] raw, double[] target, double[] start) {
        double[] at = start;
        double loss = loss(raw, target, at);
        for (int step = 0; step < MAX_NEWTON_STEPS; step++) {
            double[] newton = newtonStep(raw, target, at);
            double length = 1;
            double[] next = {at[0] + newton[0], at[1] + newton[1]};
            while (loss(raw, target, next) >= loss && length > 1e-10) {
                length /= 2;
                next = new double[] {at[0] + length * newton[0], at[1] + length * newton[1]};
            }
            double lower = loss(raw, target, next);
            if (!(lower < loss - 1e-12)) {
                break;
            }
            at = next;
            loss = lower;
        }
        return at;
    }

    private static double[] newtonStep(double[] raw, double[] target, double[] at) {
        double g1 = 0;
        double g2 = 0;
        double h11 = 1e-9;
        double h12 = 0;
        double h22 = 1e-9;
        for (int i = 0; i < raw.length; i++) {
            double p = Sigmoid.of(at[0] * raw[i] + at[1]);
            double error = p - target[i];
            double curvature = p * (1 - p);
            g1 += raw[i] * error;
            g2 += error;
            h11 += raw[i] * raw[i] * curvature;
            h12 += raw[i] * curvature;
            h22 += curvature;
        }
        double determinant = h11 * h22 - h12 * h12;
        return new double[] {
            (h12 * g2 - h22 * g1) / determinant, (h12 * g1 - h11 * g2) / determinant
        };
    }

    private static double loss(double[] raw, double[] target, double[] at) {
        double loss = 0;
        for (int i = 0; i < raw.length; i++) {
            double z = at[0] * raw[i] + at[1];
            loss += Sigmoid.softplus(z) - target[i] * z;
        }
        return loss;
    }
}
