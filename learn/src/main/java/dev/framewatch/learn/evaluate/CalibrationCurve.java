package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether scores mean what they say: of the pictures that score 0.7, seven in ten should be
 * positive. As JSON, the list of bins.
 *
 * @param bins {@value #BINS} of equal width, by rising score
 */
public record CalibrationCurve(@JsonValue List<Bin> bins) {
    private static final int BINS = 10;

    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    /**
     * Pictures of similar scores.
     *
     * @param low the lowest score, which belongs to the bin
     * @param high the highest score, which belongs to the next bin, except for 1
     * @param pictures how many
     * @param positives how many of them are labelled positive
     * @param meanScore the mean of their scores; null without pictures
     */
    public record Bin(
            double low, double high, int pictures, int positives, @Nullable Double meanScore) {
        /** The share of positives; null without pictures. */
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
     * How far scores and shares of positives lie apart, averaged over the pictures, 0 to 1
     * (expected calibration error; Naeini et al., 2015).
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
