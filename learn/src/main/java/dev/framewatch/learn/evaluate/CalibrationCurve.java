package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reliability diagram: whether scores are calibrated, so that 70% of the images that score 0.7
 * are positive. As JSON, the list of bins.
 *
 * @param bins {@value #BINS} of equal width, by ascending score
 */
public record CalibrationCurve(@JsonValue List<Bin> bins) {
    private static final int BINS = 10;

    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    /**
     * A range of scores.
     *
     * @param low the lower bound, inclusive
     * @param high the upper bound, exclusive except for 1
     * @param pictures the number of images in the bin
     * @param positives the number of them labelled positive
     * @param meanScore the mean of their scores; null if the bin is empty
     */
    public record Bin(
            double low, double high, int pictures, int positives, @Nullable Double meanScore) {
        /** Returns the fraction of positives; null if the bin is empty. */
        public @Nullable Double share() {
            return pictures == 0 ? null : positives / (double) pictures;
        }
    }

    public static CalibrationCurve of(List<ScoredImage> images) {
        int[] pictures = new int[BINS];
        int[] positives = new int[BINS];
        double[] sums = new double[BINS];
        for (ScoredImage image : images) {
            int bin = Math.min(BINS - 1, (int) (image.score() * BINS));
            pictures[bin]++;
            positives[bin] += image.positive() ? 1 : 0;
            sums[bin] += image.score();
        }
        List<Bin> bins = new ArrayList<>(BINS);
        for (int i = 0; i < BINS; i++) {
            Double mean = pictures[i] == 0 ? null : sums[i] / pictures[i];
            bins.add(
                    new Bin(
                            i / (double) BINS,
                            (i + 1) / (double) BINS,
                            pictures[i],
                            positives[i],
                            mean));
        }
        return new CalibrationCurve(bins);
    }

    /**
     * Returns the expected calibration error (Naeini et al., 2015): the mean difference of score
     * and fraction of positives, weighted by images, 0 to 1.
     */
    public double error() {
        double sum = 0;
        int pictures = 0;
        for (Bin bin : bins) {
            Double mean = bin.meanScore;
            if (mean != null) {
                sum += Math.abs(bin.positives - bin.pictures * mean);
                pictures += bin.pictures;
            }
        }
        return pictures == 0 ? 0 : sum / pictures;
    }
}
