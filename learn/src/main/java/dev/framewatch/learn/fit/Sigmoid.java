package dev.framewatch.learn.fit;

import dev.framewatch.targets.LogOdds;

/** The logistic function, its inverse and its integral. */
public final class Sigmoid {
    private Sigmoid() {}

    /** 0 to 1; 0 for negative infinity. */
    public static double of(double logit) {
        return LogOdds.probability(logit);
    }

    /** The log-odds of a probability, kept finite by staying a millionth away from 0 and 1. */
    public static double inverse(double probability) {
        return LogOdds.of(probability);
    }

    /** {@code log(1 + exp(z))}, without overflow. */
    static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
}
