package dev.framewatch.verdict;

/**
 * How much of a video was analysed.
 *
 * @param seconds the duration that the video states
 * @param decodedSeconds the duration that was decoded
 * @param expected the number of frames that should have been sampled
 * @param sampled the number of frames sampled
 * @param stoppedEarly whether decoding was stopped because the verdict was certain
 */
public record Coverage(
        double seconds, double decodedSeconds, int expected, int sampled, boolean stoppedEarly) {
    /** The fraction of the expected seconds and frames below which the verdict is undecided. */
    public static final double MIN_FRACTION = 0.9;

    /** Returns whether too much is missing for a verdict. Half a second at the end is tolerated. */
    public boolean belowMinimum() {
        if (sampled == 0) {
            return true;
        }
        return !stoppedEarly
                && (decodedSeconds < Math.min(MIN_FRACTION * seconds, seconds - 0.5)
                        || sampled < Math.min(MIN_FRACTION * expected, expected - 1.0));
    }
}
