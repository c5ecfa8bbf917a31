package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiver operating characteristic (Fawcett, "An introduction to ROC analysis", 2006,
 * algorithm 1). Images of equal score are accepted together, so ties give slanted segments; only
 * the corners of the polygon are kept. As JSON, the list of points.
 *
 * @param points from the strictest threshold to none at all; empty if a class is missing
 */
public record RocCurve(@JsonValue List<Point> points) {
    public RocCurve {
        points = List.copyOf(points);
    }

    /**
     * The rates at one threshold.
     *
     * @param threshold the score at or above which an image is accepted; null if none is
     * @param falseMatches the false-positive rate, 0 to 1
     * @param hits the true-positive rate, 0 to 1
     */
    public record Point(@Nullable Double threshold, double falseMatches, double hits) {}

    /** The number of images accepted once all of a score are. */
    private record Corner(@Nullable Double threshold, long negatives, long positives) {
        boolean liesBetween(Corner before, Corner after) {
            return (negatives - before.negatives) * (after.positives - positives)
                    == (after.negatives - negatives) * (positives - before.positives);
        }
    }

    public static RocCurve of(List<ScoredImage> images) {
        List<Corner> corners = corners(images);
        Corner all = corners.getLast();
        if (all.negatives == 0 || all.positives == 0) {
            return new RocCurve(List.of());
        }
        return new RocCurve(
                corners.stream()
                        .map(corner ->
                                new Point(
                                        corner.threshold,
                                        corner.negatives / (double) all.negatives,
                                        corner.positives / (double) all.positives))
                        .toList());
    }

    private static List<Corner> corners(List<ScoredImage> images) {
        List<ScoredImage> falling = new ArrayList<>(images);
        falling.sort(Comparator.comparingDouble(ScoredImage::score).reversed());
        List<Corner> corners = new ArrayList<>();
        corners.add(new Corner(null, 0, 0));
        long positives = 0;
        for (int i = 0; i < falling.size(); i++) {
            double score = falling.get(i).score();
            positives += falling.get(i).positive() ? 1 : 0;
            if (i + 1 == falling.size() || falling.get(i + 1).score() != score) {
                append(corners, new Corner(score, i + 1 - positives, positives));
            }
        }
        return corners;
    }

    private static void append(List<Corner> corners, Corner next) {
        int last = corners.size() - 1;
        if (last > 0 && corners.get(last).liesBetween(corners.get(last - 1), next)) {
            corners.set(last, next);
        } else {
            corners.add(next);
        }
    }

    /** Returns the area under the polygon, 0 to 1; 0 if a class is missing. */
    public double area() {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point after = points.get(i);
            area += (after.falseMatches - before.falseMatches) * (after.hits + before.hits) / 2;
        }
        return area;
    }
}
