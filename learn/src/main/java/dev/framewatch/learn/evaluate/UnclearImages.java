package dev.framewatch.learn.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images about which the classifier answers that it cannot tell, and how often it is right
 * about the others.
 *
 * @param frames the number of images without an answer
 * @param positives the number of them that show the target
 * @param decidedAccuracy the fraction of the other images classified correctly at the threshold
 * @param decidedAccuracyInterval its 95% confidence interval
 */
public record UnclearImages(
        int frames,
        int positives,
        double decidedAccuracy,
        ConfidenceInterval decidedAccuracyInterval) {
    /** Returns the counts; null if there is an answer for every image, or for none. */
    static @Nullable UnclearImages of(List<ScoredImage> images, double threshold, long seed) {
        List<ScoredImage> unclear = images.stream().filter(ScoredImage::unclear).toList();
        List<ScoredImage> decided = images.stream().filter(image -> !image.unclear()).toList();
        if (unclear.isEmpty() || decided.isEmpty()) {
            return null;
        }
        long right = decided.stream().filter(image -> image.correctAt(threshold)).count();
        return new UnclearImages(
                unclear.size(),
                (int) unclear.stream().filter(ScoredImage::positive).count(),
                right / (double) decided.size(),
                ConfidenceInterval.ofAccuracy(decided, threshold, seed));
    }
}
