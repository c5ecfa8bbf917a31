package dev.framewatch.verdict;

import java.util.List;

/**
 * The result for one target in one video.
 *
 * @param target its name
 * @param detector SHA-256 of the target file
 * @param verdict the conclusion
 * @param rule the rule that was applied
 * @param threshold the score at or above which a frame is positive
 * @param longestSeconds the longest run of consecutive positive frames
 * @param frames every sampled frame's score, in order of time
 */
public record TargetResult(
        String target,
        String detector,
        Verdict verdict,
        Rule rule,
        double threshold,
        double longestSeconds,
        List<FrameScore> frames) {
    public TargetResult {
        frames = frames instanceof ScoreTable.TargetFrames ? frames : List.copyOf(frames);
    }

    /**
     * Consecutive positive frames.
     *
     * @param from time of the first one in seconds
     * @param to time of the last one in seconds
     */
    public record Run(double from, double to) {}

    /**
     * Returns the runs of positive frames, in order of time.
     *
     * @param every seconds between two samples
     */
    public List<Run> runs(double every) {
        return PositiveRuns.all(frames, every);
    }

    public int positives() {
        return PositiveRuns.positives(frames);
    }

    /** Returns the number of frames in which a face is not seen well enough to tell. */
    public int unclear() {
        return (int) frames.stream().filter(FrameScore::unclear).count();
    }

    /** Returns positive frames divided by sampled frames, 0 if there are none. */
    public double share() {
        return frames.isEmpty() ? 0 : positives() / (double) frames.size();
    }
}
