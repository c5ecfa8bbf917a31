package dev.framewatch.learn.fit;

/** The logistic function, its inverse and its integral. */
public final class Sigmoid {
    private static final double EDGE = 1e-6;

    private Sigmoid() {}

    /** 0 to 1; 0 for negative infinity. */
    public static double of(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** The log-odds of a probability, kept finite by staying a millionth away from 0 and 1. */
    public static double inverse(double probability) {
        double inside = Math.clamp(probability, EDGE, 1 - EDGE);
        return Math.log(inside / (1 - inside));
    }

    /** {@code log(1 + exp(z))}, without overflow. */
    static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
}
