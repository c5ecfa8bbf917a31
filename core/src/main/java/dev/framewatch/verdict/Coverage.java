package dev.framewatch.verdict;

/**
 * How much of a video was really seen.
 *
 * @param seconds how long the video says it is
 * @param decodedSeconds how much of it was decoded
 * @param expected how many frames should have been sampled
 * @param sampled how many were
 * @param stoppedEarly true when decoding was stopped on purpose because the verdict stood
 */
public record Coverage(
        double seconds, double decodedSeconds, int expected, int sampled, boolean stoppedEarly) {
    /** Below this share of the expected seconds nothing is concluded. */
    public static final double MIN = 0.9;

    /** Whether too much is missing for a verdict. Half a second at the end is never missed. */
    public boolean tooLittle() {
        if (sampled == 0) {
            return true;
        }
        return !stoppedEarly
                && (decodedSeconds < Math.min(MIN * seconds, seconds - 0.5)
                        || sampled < Math.min(MIN * expected, expected - 1.0));
    }
}
