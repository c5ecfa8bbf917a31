package dev.framewatch.targets;

/** Converts between probabilities and log-odds. */
public final class LogOdds {
    private static final double MIN_PROBABILITY = 1e-6;

    private LogOdds() {}

    /**
     * Returns the log-odds of a probability, kept finite by staying a millionth away from 0 and 1;
     * {@code NaN} for {@code NaN}.
     */
    public static double of(double probability) {
        double inside = Math.clamp(probability, MIN_PROBABILITY, 1 - MIN_PROBABILITY);
        return Math.log(inside / (1 - inside));
    }

    /** Returns the probability with these log-odds, 0 to 1. */
    public static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
