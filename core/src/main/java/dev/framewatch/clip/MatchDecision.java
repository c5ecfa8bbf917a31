package dev.framewatch.clip;

/**
 * Whether two clips that were laid over each other are the same. What counts is what changes from
 * one second to the next: everything that two clips of one studio have in common stays as it is,
 * and everything that a copy has added or lost does so too.
 *
 * @param mean of how well the changes agree, over all seconds in which something changes: 1 when
 *     they are the same, about 0 when they have nothing to do with each other
 * @param share of these seconds in which they do agree
 * @param evidence how many cells of the coarse picture agree in how they change, summed over these
 *     seconds and counted by how well
 * @param seconds for how long the clips overlap
 */
record MatchDecision(double mean, double share, double evidence, double seconds) {
    static final MatchDecision NONE = new MatchDecision(0, 0, 0, 0);

    /** The least {@link #mean} within a second that counts as agreeing. */
    static final double AGREES = 0.4;

    private static final double MIN_MEAN = 0.6;
    private static final double MIN_SHARE = 0.7;

    /** A ticker that comes round in a quiet studio reaches 125. */
    private static final double MIN_EVIDENCE = 160;

    private static final double MIN_SECONDS = 2.5;

    /** Of the shorter clip. */
    private static final double MIN_PART = 0.5;

    /**
     * @param shorter seconds of the shorter clip
     */
    boolean sameClip(double shorter) {
        return mean >= MIN_MEAN
                && share >= MIN_SHARE
                && evidence >= MIN_EVIDENCE
                && seconds >= Math.max(MIN_SECONDS, MIN_PART * shorter);
    }
}
