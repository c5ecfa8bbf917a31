package dev.framewatch.learn.evaluate;

import dev.framewatch.targets.ErrorRate;
import dev.framewatch.targets.ThresholdErrors;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts the errors of a threshold on scored images. */
final class FrameErrors {
    private FrameErrors() {}

    /**
     * Returns what a threshold costs. False alarms are counted only in videos that never show the
     * target: the other frames of its videos say little about other people's.
     *
     * @param seed the random seed of the bootstrap
     */
    static ThresholdErrors at(double threshold, List<ScoredImage> images, long seed) {
        Set<String> shown =
                images.stream()
                        .filter(ScoredImage::positive)
                        .map(ScoredImage::group)
                        .collect(Collectors.toSet());
        return new ThresholdErrors(
                threshold,
                rate(
                        images.stream().filter(image -> !shown.contains(image.group())).toList(),
                        threshold,
                        seed),
                rate(images.stream().filter(ScoredImage::positive).toList(), threshold, seed));
    }

    private static @Nullable ErrorRate rate(List<ScoredImage> images, double threshold, long seed) {
        if (images.isEmpty()) {
            return null;
        }
        List<ScoredImage> wrong =
                images.stream().filter(image -> !image.correctAt(threshold)).toList();
        ConfidenceInterval interval = interval(images, wrong.size(), threshold, seed);
        return new ErrorRate(
                wrong.size(),
                images.size(),
                videos(wrong),
                videos(images),
                interval.low(),
                interval.high());
    }

    private static int videos(List<ScoredImage> images) {
        return (int) images.stream().map(ScoredImage::group).distinct().count();
    }

    /**
     * Returns the interval of the bootstrap over videos, whose frames are correlated, but at least
     * Wilson's: with few errors the bootstrap draws too few of them, and without any none.
     */
    private static ConfidenceInterval interval(
            List<ScoredImage> images, int wrong, double threshold, long seed) {
        ConfidenceInterval alone = ConfidenceInterval.wilson(wrong, images.size());
        ConfidenceInterval grouped =
                ConfidenceInterval.byGroup(
                        images, times -> fraction(images, times, threshold), seed);
        return new ConfidenceInterval(
                Math.min(alone.low(), grouped.low()), Math.max(alone.high(), grouped.high()));
    }

    private static double fraction(List<ScoredImage> images, int[] times, double threshold) {
        int all = 0;
        int wrong = 0;
        for (int i = 0; i < times.length; i++) {
            all += times[i];
            wrong += images.get(i).correctAt(threshold) ? 0 : times[i];
        }
        return wrong / (double) all;
    }
}
