package dev.framewatch.clip;

/**
 * Decides whether two aligned clips are near-duplicates. Only changes from second to second count:
 * what two clips of one studio have in common is constant, and so is what a copy adds or removes.
 *
 * @param meanCorrelation mean correlation of the changes over all seconds with change: 1 for
 *     identical changes, about 0 for unrelated ones
 * @param agreeingFraction fraction of these seconds in which the changes agree
 * @param evidence number of thumbnail cells whose changes agree, summed over these seconds and
 *     weighted by correlation
 * @param seconds duration of the overlap
 */
record MatchDecision(
        double meanCorrelation, double agreeingFraction, double evidence, double seconds) {
    static final MatchDecision NONE = new MatchDecision(0, 0, 0, 0);

    /** Minimum correlation at which one second counts as agreeing. */
    static final double MIN_CORRELATION = 0.4;

    private static final double MIN_MEAN_CORRELATION = 0.6;
    private static final double MIN_AGREEING_FRACTION = 0.7;

    /** Minimum evidence; a repeating news ticker in a quiet studio reaches 125. */
    private static final double MIN_EVIDENCE = 160;

    private static final double MIN_SECONDS = 2.5;

    /** Minimum overlap as a fraction of the shorter clip. */
    private static final double MIN_OVERLAP_FRACTION = 0.5;

    /**
     * Returns whether the clips match.
     *
     * @param shorterSeconds duration of the shorter clip in seconds
     */
    boolean isMatch(double shorterSeconds) {
        return meanCorrelation >= MIN_MEAN_CORRELATION
                && agreeingFraction >= MIN_AGREEING_FRACTION
                && evidence >= MIN_EVIDENCE
                && seconds >= Math.max(MIN_SECONDS, MIN_OVERLAP_FRACTION * shorterSeconds);
    }
}
