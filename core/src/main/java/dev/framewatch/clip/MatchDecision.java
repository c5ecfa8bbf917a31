package dev.framewatch.clip;

/**
 * Decides whether two aligned clips are near-duplicates. Only changes from second to second count:
 * what two clips of one studio have in common is constant, and so is what a copy adds or removes.
 *
 * @param mean mean correlation of the changes over all seconds with change: 1 for identical
 *     changes, about 0 for unrelated ones
 * @param share fraction of these seconds in which the changes agree
 * @param evidence number of thumbnail cells whose changes agree, summed over these seconds and
 *     weighted by correlation
 * @param seconds duration of the overlap
 */
record MatchDecision(double mean, double share, double evidence, double seconds) {
    static final MatchDecision NONE = new MatchDecision(0, 0, 0, 0);

    /** Minimum correlation at which one second counts as agreeing. */
    static final double AGREES = 0.4;

    private static final double MIN_MEAN = 0.6;
    private static final double MIN_SHARE = 0.7;

    /** Minimum evidence; a repeating news ticker in a quiet studio reaches 125. */
    private static final double MIN_EVIDENCE = 160;

    private static final double MIN_SECONDS = 2.5;

    /** Minimum overlap as a fraction of the shorter clip. */
    private static final double MIN_PART = 0.5;

    /**
     * Returns whether the clips match.
     *
     * @param shorter duration of the shorter clip in seconds
     */
    boolean sameClip(double shorter) {
        return mean >= MIN_MEAN
                && share >= MIN_SHARE
                && evidence >= MIN_EVIDENCE
                && seconds >= Math.max(MIN_SECONDS, MIN_PART * shorter);
    }
}
