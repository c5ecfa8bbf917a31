package dev.framewatch.targets;

import java.util.BitSet;

/**
 * Smooths a frame's score with its neighbours': the weighted mean of log-odds over the frame, with
 * weight 1, and the frames just before and after. Training chooses the weight by this very
 * function, so that a scan computes what was measured.
 */
public final class ScoreSmoothing {
    private ScoreSmoothing() {}

    /**
     * Smooths the scores of successive frames.
     *
     * @param scores probabilities in the order of the frames, {@code NaN} where a frame has none
     * @param weight of a neighbour: 0 (no smoothing) to 1
     * @return one score per frame, {@code NaN} where the frame itself has none
     */
    public static double[] apply(double[] scores, double weight) {
        return apply(scores, weight, new BitSet());
    }

    /**
     * Smooths the scores of successive frames, but not across cuts: what was on screen before one
     * says nothing about the frame after it.
     *
     * @param scores probabilities in the order of the frames, {@code NaN} where a frame has none
     * @param weight of a neighbour: 0 (no smoothing) to 1
     * @param cuts the frames before which there is a cut
     * @return one score per frame, {@code NaN} where the frame itself has none
     */
    public static double[] apply(double[] scores, double weight, BitSet cuts) {
        if (weight == 0) {
            return scores.clone();
        }
        double[] smooth = new double[scores.length];
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] = Double.isNaN(scores[i]) ? Double.NaN : smoothed(scores, i, weight, cuts);
        }
        return smooth;
    }

    private static double smoothed(double[] scores, int frame, double weight, BitSet cuts) {
        double sum = LogOdds.of(scores[frame]);
        double weights = 1;
        for (int n : new int[] {frame - 1, frame + 1}) {
            if (n >= 0
                    && n < scores.length
                    && !Double.isNaN(scores[n])
                    && !cuts.get(Math.max(n, frame))) {
                sum += weight * LogOdds.of(scores[n]);
                weights += weight;
            }
        }
        return LogOdds.probability(sum / weights);
    }
}
