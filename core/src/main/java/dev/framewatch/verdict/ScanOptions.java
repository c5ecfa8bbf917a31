package dev.framewatch.verdict;

import dev.framewatch.targets.Threshold;
import dev.framewatch.video.Sampling;

/**
 * How videos are scanned.
 *
 * @param sampling which frames are looked at
 * @param rule how scores become a verdict
 * @param threshold from which score on a frame is positive
 * @param early stop decoding as soon as no verdict can change any more
 * @param keepFrames how many of the best pictures to keep for each Target, 0 to 100
 * @param fingerprint whether the result has the clip's fingerprint too; with early stopping it
 *     covers what was decoded
 */
public record ScanOptions(
        Sampling sampling,
        Rule rule,
        Threshold threshold,
        boolean early,
        int keepFrames,
        boolean fingerprint) {
    public ScanOptions {
        if (keepFrames < 0 || keepFrames > 100) {
            throw new IllegalArgumentException("cannot keep " + keepFrames + " frames");
        }
    }

    /** Without a fingerprint. */
    public ScanOptions(
            Sampling sampling, Rule rule, Threshold threshold, boolean early, int keepFrames) {
        this(sampling, rule, threshold, early, keepFrames, false);
    }

    /** The same, and a fingerprint of each clip. */
    public ScanOptions withFingerprint() {
        return new ScanOptions(sampling, rule, threshold, early, keepFrames, true);
    }

    /**
     * A frame a second, the tutorial's rule, the Target's own threshold, the whole video, no
     * pictures.
     */
    public static ScanOptions standard() {
        return new ScanOptions(
                Sampling.every(1), Rule.tutorial(), new Threshold.Trained(), false, 0);
    }
}
