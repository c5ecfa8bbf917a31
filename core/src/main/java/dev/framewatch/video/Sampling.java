package dev.framewatch.video;

/**
 * Selects the frames of a video to read, and their size.
 *
 * @param intervalSeconds sampling interval in seconds, 0.01 to 86,400
 * @param longestSide maximum length of the longer side in pixels, 16 to 8192; larger frames are
 *     scaled down
 * @param includesFingerprintFrames whether {@linkplain FingerprintFrame fingerprint frames} are
 *     read as well
 * @param keyFramesOnly whether to read the key frames of a video only, at their own times and at
 *     most one per interval, which needs no other frame to be decoded
 */
public record Sampling(
        double intervalSeconds,
        int longestSide,
        boolean includesFingerprintFrames,
        boolean keyFramesOnly) {
    private static final int DEFAULT_LONGEST_SIDE = 1920;

    public Sampling {
        if (!(intervalSeconds >= 0.01 && intervalSeconds <= 86_400)) {
            throw new IllegalArgumentException(
                    "the sampling interval must be 0.01 to 86400 seconds, not " + intervalSeconds);
        }
        if (longestSide < 16 || longestSide > 8192) {
            throw new IllegalArgumentException(
                    "the longest side must be 16 to 8192 pixels, not " + longestSide);
        }
    }

    /** Creates a sampling of all frames, without fingerprint frames. */
    public Sampling(double intervalSeconds, int longestSide) {
        this(intervalSeconds, longestSide, false, false);
    }

    /** Returns this sampling with or without fingerprint frames. */
    Sampling withFingerprintFrames(boolean included) {
        return new Sampling(intervalSeconds, longestSide, included, keyFramesOnly);
    }

    /** Returns this sampling with fingerprint frames. */
    public Sampling withFingerprintFrames() {
        return withFingerprintFrames(true);
    }

    /** Returns this sampling of key frames only. */
    public Sampling ofKeyFrames() {
        return new Sampling(intervalSeconds, longestSide, includesFingerprintFrames, true);
    }

    /**
     * Returns a sampling at the given interval, with frames up to 1920 pixels and no fingerprint
     * frames.
     */
    public static Sampling every(double seconds) {
        return new Sampling(seconds, DEFAULT_LONGEST_SIDE);
    }
}
