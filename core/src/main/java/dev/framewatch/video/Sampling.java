package dev.framewatch.video;

/**
 * Which pictures of a video are looked at, and how large.
 *
 * @param everySeconds distance of two sampling instants, 0.01 to 86 400 seconds
 * @param longestSide pictures with a longer side than this many pixels are scaled down, 16 to 8192
 * @param glimpses whether there are {@linkplain FingerprintFrame glimpses} too, some each second
 */
public record Sampling(double everySeconds, int longestSide, boolean glimpses) {
    private static final int USUAL_LONGEST_SIDE = 1920;

    public Sampling {
        if (!(everySeconds >= 0.01 && everySeconds <= 86_400)) {
            throw new IllegalArgumentException(
                    "pictures can be looked at every 0.01 to 86400 seconds, not every "
                            + everySeconds);
        }
        if (longestSide < 16 || longestSide > 8192) {
            throw new IllegalArgumentException(
                    "the longest side can be 16 to 8192 pixels, not " + longestSide);
        }
    }

    /** Without glimpses. */
    public Sampling(double everySeconds, int longestSide) {
        this(everySeconds, longestSide, false);
    }

    /** The same pictures, and glimpses. */
    public Sampling withFingerprintFrames() {
        return new Sampling(everySeconds, longestSide, true);
    }

    /** Every so many seconds, in full size up to 1920 pixels, without glimpses. */
    public static Sampling every(double seconds) {
        return new Sampling(seconds, USUAL_LONGEST_SIDE);
    }
}
