package dev.framewatch.verdict;

import dev.framewatch.targets.Threshold;
import dev.framewatch.video.Sampling;
import org.jspecify.annotations.Nullable;

/**
 * How videos are scanned.
 *
 * @param sampling which frames are analysed
 * @param rule how scores become a verdict; null for the tutorial's rule, and any positive image for
 *     stills, which are independent of each other
 * @param threshold how to choose the score at or above which a frame is positive
 * @param early whether to stop decoding as soon as all verdicts are certain
 * @param keepFrames how many of the best frames to keep for each target, 0 to 100
 * @param fingerprint whether the result includes the clip's fingerprint; with early stopping it
 *     covers the decoded part
 * @param storyboard whether the result includes small images of the frames
 * @param exhaustive whether to look at the whole of each frame, also where nothing has changed
 */
public record ScanOptions(
        Sampling sampling,
        @Nullable Rule rule,
        Threshold threshold,
        boolean early,
        int keepFrames,
        boolean fingerprint,
        boolean storyboard,
        boolean exhaustive) {
    public ScanOptions {
        if (keepFrames < 0 || keepFrames > 100) {
            throw new IllegalArgumentException("cannot keep " + keepFrames + " frames");
        }
    }

    /** Creates options without fingerprint and storyboard, and not exhaustive. */
    public ScanOptions(
            Sampling sampling,
            @Nullable Rule rule,
            Threshold threshold,
            boolean early,
            int keepFrames) {
        this(sampling, rule, threshold, early, keepFrames, false, false, false);
    }

    /** Returns the rule for a video, or for stills. */
    public Rule ruleFor(boolean stills) {
        if (rule != null) {
            return rule;
        }
        return stills ? Rule.any() : Rule.tutorial();
    }

    /** Returns a copy that also computes a fingerprint of each clip. */
    public ScanOptions withFingerprint() {
        return new ScanOptions(
                sampling, rule, threshold, early, keepFrames, true, storyboard, exhaustive);
    }

    /** Returns a copy that also keeps small images of the frames. */
    public ScanOptions withStoryboard() {
        return new ScanOptions(
                sampling, rule, threshold, early, keepFrames, fingerprint, true, exhaustive);
    }

    /** Returns a copy that looks at the whole of each frame. */
    public ScanOptions exhaustively() {
        return new ScanOptions(
                sampling, rule, threshold, early, keepFrames, fingerprint, storyboard, true);
    }

    /**
     * Returns a copy for storyboards: stops early, and computes neither fingerprints nor
     * storyboards.
     *
     * @param frames how many of the best frames to keep for each target
     */
    public ScanOptions forStoryboards(int frames) {
        return new ScanOptions(sampling, rule, threshold, true, frames);
    }

    /** Returns a copy that looks at all frames given and keeps none. */
    public ScanOptions forFirstLook() {
        return new ScanOptions(sampling, rule, threshold, false, 0);
    }

    /** Returns a copy for frames at another interval. */
    ScanOptions every(double seconds) {
        return seconds == sampling.intervalSeconds()
                ? this
                : new ScanOptions(
                        Sampling.every(seconds),
                        rule,
                        threshold,
                        early,
                        keepFrames,
                        fingerprint,
                        storyboard,
                        exhaustive);
    }

    /**
     * Returns the defaults: one frame per second, the tutorial's rule or any still, the target's
     * own threshold, no early stopping, no kept frames.
     */
    public static ScanOptions standard() {
        return new ScanOptions(Sampling.every(1), null, new Threshold.Trained(), false, 0);
    }
}
