package dev.framewatch.learn.train;

import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.Sigmoid;
import dev.framewatch.targets.ScoreSmoothing;
import java.util.Arrays;
import java.util.List;

/**
 * Selects how strongly a video frame's score is smoothed with those of the frames just before and
 * after: a weighted mean of log-odds in which the frame itself has weight 1. The weight is chosen
 * on successive images of a group; single images are never smoothed.
 *
 * @param weight the weight of a neighbour, 0 (no smoothing) to 1
 * @param logLossAlone the mean negative log-likelihood of the labels without smoothing
 * @param logLossSmoothed the same with this weight
 */
public record SmoothingWeightSelection(double weight, double logLossAlone, double logLossSmoothed) {
    private static final double[] CANDIDATES = {0.25, 0.5, 1};

    /** Smaller gains are attributed to chance. */
    private static final double MIN_GAIN = 0.01;

    /**
     * Returns the best weight.
     *
     * @param pictures the images, ordered by name
     * @param scores an out-of-fold probability for each
     */
    static SmoothingWeightSelection choose(List<LabelledFeatures> pictures, double[] scores) {
        double alone = logLoss(pictures, scores);
        SmoothingWeightSelection best = new SmoothingWeightSelection(0, alone, alone);
        for (double weight : CANDIDATES) {
            double loss = logLoss(pictures, smooth(pictures, scores, weight));
            if (loss < best.logLossSmoothed - MIN_GAIN * alone) {
                best = new SmoothingWeightSelection(weight, alone, loss);
            }
        }
        return best;
    }

    /**
     * Smooths each run of images of one group as a scan smooths the frames of a video.
     *
     * @param pictures the images, ordered by name
     */
    static double[] smooth(List<LabelledFeatures> pictures, double[] scores, double weight) {
        double[] smooth = new double[scores.length];
        int start = 0;
        while (start < scores.length) {
            int end = endOfGroup(pictures, start);
            double[] video = Arrays.copyOfRange(scores, start, end);
            System.arraycopy(ScoreSmoothing.apply(video, weight), 0, smooth, start, end - start);
            start = end;
        }
        return smooth;
    }

    private static int endOfGroup(List<LabelledFeatures> pictures, int start) {
        String group = pictures.get(start).group();
        int end = start + 1;
        while (end < pictures.size() && pictures.get(end).group().equals(group)) {
            end++;
        }
        return end;
    }

    /** Returns the mean negative log-likelihood of the labels. */
    static double logLoss(List<LabelledFeatures> pictures, double[] scores) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double logit = Sigmoid.inverse(scores[i]);
            sum -= Math.log(Sigmoid.of(pictures.get(i).positive() ? logit : -logit));
        }
        return sum / scores.length;
    }
}
