package dev.framewatch.verdict;

import java.util.List;

/**
 * What a scan found for one Target in one video.
 *
 * @param target name
 * @param detector SHA-256 of the target file
 * @param verdict the conclusion
 * @param threshold from which score on a frame is positive
 * @param longestSeconds longest unbroken run of positive frames
 * @param frames every sampled frame's score, in order of time
 */
public record TargetResult(
        String target,
        String detector,
        Verdict verdict,
        double threshold,
        double longestSeconds,
        List<FrameScore> frames) {
    public TargetResult {
        frames = List.copyOf(frames);
    }

    public int positives() {
        return PositiveRuns.positives(frames);
    }

    /** Positive frames over sampled frames, 0 when there are none. */
    public double share() {
        return frames.isEmpty() ? 0 : positives() / (double) frames.size();
    }
}
