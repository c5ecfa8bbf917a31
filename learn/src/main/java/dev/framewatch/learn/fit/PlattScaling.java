package dev.framewatch.learn.fit;

/**
 * Platt scaling, which maps raw scores to probabilities: {@code sigmoid(slope * raw + offset)}.
 *
 * @param slope above 0, which preserves the order of the scores
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

    /** Returns the calibrated probability of a raw score. */
    public double probability(double raw) {
        return Sigmoid.of(slope * raw + offset);
    }

    /**
     * Returns the model with the calibration folded into its weights: its logit is the calibrated
     * one.
     */
    public LinearModel applyTo(LinearModel head) {
        double[] weights = head.weights().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= slope;
        }
        return new LinearModel(weights, slope * head.bias() + offset);
    }

    /**
     * Fits Platt's method with prior-corrected targets, by Newton steps with step halving (Platt,
     * "Probabilistic outputs for support vector machines", 1999; Lin, Lin and Weng, "A note on
     * Platt's probabilistic outputs", Machine Learning 68, 2007). If higher scores do not indicate
     * positives, the slope is set to a value just above 0 and every probability is close to the
     * fraction of positives.
     *
     * @param raw finite scores of held-out images
     * @param positive class of each image
     */
    public static PlattScaling fit(double[] raw, boolean[] positive) {
        int positives = 0;
        for (boolean label : positive) {
            positives += label ? 1 : 0;
        }
        int negatives = raw.length - positives;
        double[] target = new double[raw.length];
        for (int i = 0; i < target.length; i++) {
            target[i] = positive[i] ? (positives + 1.0) / (positives + 2.0) : 1 / (negatives + 2.0);
        }
        double priorLogOdds = Math.log((positives + 1.0) / (negatives + 1.0));
        double[] fitted = minimise(raw, target, new double[] {0, priorLogOdds});
        return fitted[0] >= MIN_SLOPE
                ? new PlattScaling(fitted[0], fitted[1])
                : new PlattScaling(MIN_SLOPE, priorLogOdds);
    }

    private static double[] minimise(double[] raw, double[] target, double[] start) {
        double[] parameters = start;
        double loss = loss(raw, target, parameters);
        for (int step = 0; step < MAX_NEWTON_STEPS; step++) {
            double[] newton = newtonStep(raw, target, parameters);
            double stepSize = 1;
            double[] next = {parameters[0] + newton[0], parameters[1] + newton[1]};
            while (loss(raw, target, next) >= loss && stepSize > 1e-10) {
                stepSize /= 2;
                next =
                        new double[] {
                            parameters[0] + stepSize * newton[0],
                            parameters[1] + stepSize * newton[1]
                        };
            }
            double nextLoss = loss(raw, target, next);
            if (!(nextLoss < loss - 1e-12)) {
                break;
            }
            parameters = next;
            loss = nextLoss;
        }
        return parameters;
    }

    private static double[] newtonStep(double[] raw, double[] target, double[] parameters) {
        double g1 = 0;
        double g2 = 0;
        double h11 = 1e-9;
        double h12 = 0;
        double h22 = 1e-9;
        for (int i = 0; i < raw.length; i++) {
            double p = Sigmoid.of(parameters[0] * raw[i] + parameters[1]);
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

    private static double loss(double[] raw, double[] target, double[] parameters) {
        double loss = 0;
        for (int i = 0; i < raw.length; i++) {
            double z = parameters[0] * raw[i] + parameters[1];
            loss += Sigmoid.softplus(z) - target[i] * z;
        }
        return loss;
    }
}
