package dev.framewatch.bench.symbols;

import dev.framewatch.learn.evaluate.ScoredImage;
import java.util.List;

/**
 * Errors at a threshold, in frames.
 *
 * @param falseFrames false positives: frames without the symbol at or above the threshold
 * @param negatives number of frames without the symbol
 * @param missed false negatives: frames with the symbol below the threshold
 * @param positives number of frames with the symbol
 */
record ThresholdErrors(int falseFrames, int negatives, int missed, int positives) {
    static final ThresholdErrors NOTHING = new ThresholdErrors(0, 0, 0, 0);

    static ThresholdErrors of(List<ScoredImage> frames, double threshold) {
        ThresholdErrors sum = NOTHING;
        for (ScoredImage frame : frames) {
            int wrong = frame.positive() == frame.score() >= threshold ? 0 : 1;
            sum =
                    sum.and(
                            frame.positive()
                                    ? new ThresholdErrors(0, 0, wrong, 1)
                                    : new ThresholdErrors(wrong, 1, 0, 0));
        }
        return sum;
    }

    ThresholdErrors and(ThresholdErrors other) {
        return new ThresholdErrors(
                falseFrames + other.falseFrames,
                negatives + other.negatives,
                missed + other.missed,
                positives + other.positives);
    }

    @Override
    public String toString() {
        return "%d of %d false, %d of %d missed"
                .formatted(falseFrames, negatives, missed, positives);
    }
}
