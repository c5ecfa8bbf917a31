package dev.framewatch.targets;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;

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
            smooth[i] = at(i, number -> scores[number], scores.length, weight, cuts);
        }
        return smooth;
    }

    /**
     * Returns the smoothed score of one frame, as {@link #apply(double[], double, BitSet)} does.
     *
     * @param scores probabilities by the number of the frame
     * @param count the number of frames
     */
    public static double at(
            int frame, IntToDoubleFunction scores, int count, double weight, BitSet cuts) {
        double own = scores.applyAsDouble(frame);
        if (weight == 0 || Double.isNaN(own)) {
            return own;
        }
        double sum = LogOdds.of(own);
        double weights = 1;
        for (int n = frame - 1; n <= frame + 1; n += 2) {
            if (n >= 0 && n < count && !cuts.get(Math.max(n, frame))) {
                double neighbour = scores.applyAsDouble(n);
                if (!Double.isNaN(neighbour)) {
                    sum += weight * LogOdds.of(neighbour);
                    weights += weight;
                }
            }
        }
        return LogOdds.probability(sum / weights);
    }
}
