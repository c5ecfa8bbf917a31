package dev.framewatch.bench.symbols;

import dev.framewatch.learn.evaluate.ScoredImage;
import java.util.List;

/**
 * What a threshold does to frames.
 *
 * @param falseFrames without the symbol, from the threshold on
 * @param negatives of so many
 * @param missed with the symbol, below the threshold
 * @param positives of so many
 */
record AtThreshold(int falseFrames, int negatives, int missed, int positives) {
    static final AtThreshold NOTHING = new AtThreshold(0, 0, 0, 0);

    static AtThreshold of(List<ScoredImage> frames, double threshold) {
        AtThreshold sum = NOTHING;
        for (ScoredImage frame : frames) {
            int wrong = frame.positive() == frame.score() >= threshold ? 0 : 1;
            sum =
                    sum.and(
                            frame.positive()
                                    ? new AtThreshold(0, 0, wrong, 1)
                                    : new AtThreshold(wrong, 1, 0, 0));
        }
        return sum;
    }

    AtThreshold and(AtThreshold other) {
        return new AtThreshold(
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
