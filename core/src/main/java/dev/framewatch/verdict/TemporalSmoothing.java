package dev.framewatch.verdict;

import dev.framewatch.targets.TargetClassifier.Score;
import java.util.List;

/** Lets the frames just before and after have a say in a frame's score. */
final class TemporalSmoothing {
    private static final double EDGE = 1e-6;

    private TemporalSmoothing() {}

    /**
     * The weighted mean of log-odds over a frame (weight 1) and its two neighbours.
     *
     * @param weight of a neighbour, 0 for none, to 1
     * @return a score a frame; not a number where the frame itself has none
     */
    static double[] apply(List<Score> frames, double weight) {
        double[] smooth = new double[frames.size()];
        for (int i = 0; i < smooth.length; i++) {
            double own = frames.get(i).probability();
            if (weight == 0 || Double.isNaN(own)) {
                smooth[i] = own;
                continue;
            }
            double sum = logit(own);
            double weights = 1;
            for (int n : new int[] {i - 1, i + 1}) {
                if (n >= 0 && n < smooth.length && !Double.isNaN(frames.get(n).probability())) {
                    sum += weight * logit(frames.get(n).probability());
                    weights += weight;
                }
            }
            smooth[i] = 1 / (1 + Math.exp(-sum / weights));
        }
        return smooth;
    }

    private static double logit(double probability) {
        double inside = Math.clamp(probability, EDGE, 1 - EDGE);
        return Math.log(inside / (1 - inside));
    }
}
