package dev.framewatch.verdict;

import dev.framewatch.storyboard.StoryboardFormat;
import dev.framewatch.targets.Threshold;
import dev.framewatch.video.Sampling;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How videos are scanned.
 *
 * @param sampling which frames are analysed
 * @param criteria how the scores of a target become its verdict
 * @param ownCriteria those of targets that are judged otherwise, by name
 * @param early whether to stop decoding as soon as all verdicts are certain
 * @param keepFrames how many of the best frames to keep for each target, 0 to 100
 * @param fingerprint whether the result includes the clip's fingerprint; with early stopping it
 *     covers the decoded part
 * @param storyboard the small images of the frames that the result includes; null for none
 * @param exhaustive whether to look at the whole of each frame, also where nothing has changed
 */
public record ScanOptions(
        Sampling sampling,
        Criteria criteria,
        Map<String, Criteria> ownCriteria,
        boolean early,
        int keepFrames,
        boolean fingerprint,
        @Nullable StoryboardFormat storyboard,
        boolean exhaustive) {
    public ScanOptions {
        ownCriteria = Map.copyOf(ownCriteria);
        if (keepFrames < 0 || keepFrames > 100) {
            throw new IllegalArgumentException("cannot keep " + keepFrames + " frames");
        }
    }

    /**
     * Creates options that are the same for all targets, without fingerprint and storyboard, and
     * not exhaustive.
     */
    public ScanOptions(
            Sampling sampling,
            @Nullable Rule rule,
            Threshold threshold,
            boolean early,
            int keepFrames) {
        this(
                sampling,
                new Criteria(rule, threshold),
                Map.of(),
                early,
                keepFrames,
                false,
                null,
                false);
    }

    /** Returns how the scores of a target become its verdict. */
    public Criteria criteriaFor(String target) {
        return ownCriteria.getOrDefault(target, criteria);
    }

    /** Returns a copy that judges some targets otherwise, by name. */
    public ScanOptions withOwnCriteria(Map<String, Criteria> own) {
        return new ScanOptions(
                sampling, criteria, own, early, keepFrames, fingerprint, storyboard, exhaustive);
    }

    /** Returns a copy that also computes a fingerprint of each clip. */
    public ScanOptions withFingerprint() {
        return new ScanOptions(
                sampling, criteria, ownCriteria, early, keepFrames, true, storyboard, exhaustive);
    }

    /** Returns a copy that also keeps small images of the frames. */
    public ScanOptions withStoryboard(StoryboardFormat format) {
        return new ScanOptions(
                sampling,
                criteria,
                ownCriteria,
                early,
                keepFrames,
                fingerprint,
                format,
                exhaustive);
    }

    /** Returns a copy that looks at key frames only and decides nothing. */
    public ScanOptions forTriage() {
        return new ScanOptions(
                sampling.ofKeyFrames(), criteria, ownCriteria, false, 0, false, null, exhaustive);
    }

    /** Returns a copy that looks at the whole of each frame. */
    public ScanOptions exhaustively() {
        return new ScanOptions(
                sampling, criteria, ownCriteria, early, keepFrames, fingerprint, storyboard, true);
    }

    /**
     * Returns a copy for storyboards: stops early, and computes neither fingerprints nor
     * storyboards.
     *
     * @param frames how many of the best frames to keep for each target
     */
    public ScanOptions forStoryboards(int frames) {
        return new ScanOptions(
                sampling, criteria, ownCriteria, true, frames, false, null, exhaustive);
    }

    /** Returns a copy that looks at all frames given and keeps none. */
    public ScanOptions forFirstLook() {
        return new ScanOptions(sampling, criteria, ownCriteria, false, 0, false, null, exhaustive);
    }

    /** Returns a copy for frames at another interval. */
    ScanOptions every(double seconds) {
        return seconds == sampling.intervalSeconds()
                ? this
                : new ScanOptions(
                        Sampling.every(seconds),
                        criteria,
                        ownCriteria,
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
