package dev.framewatch.targets;

import java.util.List;

/**
 * How the grouped out-of-fold scores fell, so that a threshold can be chosen after training.
 *
 * @param chosen the threshold that was asked for when the Target was made, 0 to 1
 * @param balanced the threshold of the best accuracy, 0 to 1
 * @param points by rising threshold; false match rates never rise along it
 */
public record ThresholdCurve(double chosen, double balanced, List<Point> points) {
    public ThresholdCurve {
        points = List.copyOf(points);
        unit("chosen", chosen);
        unit("balanced", balanced);
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).threshold <= points.get(i - 1).threshold
                    || points.get(i).falseMatches > points.get(i - 1).falseMatches) {
                throw new IllegalArgumentException("points: out of order at number " + i);
            }
        }
    }

    /**
     * One threshold: a frame is positive from it on.
     *
     * @param threshold 0 to 1
     * @param falseMatches share of negative frames at or above it
     * @param misses share of positive frames below it
     */
    public record Point(double threshold, double falseMatches, double misses) {
        public Point {
            unit("threshold", threshold);
            unit("falseMatches", falseMatches);
            unit("misses", misses);
        }
    }

    /**
     * The score from which on a frame is positive.
     *
     * @throws IllegalArgumentException when a rate is asked for and this Target has no curve
     */
    public double at(Threshold wanted) {
        return switch (wanted) {
            case Threshold.Trained _ -> chosen;
            case Threshold.Balanced _ -> balanced;
            case Threshold.Value value -> value.score();
            case Threshold.FalseMatchRate rate -> atRate(rate.rate());
        };
    }

    /** The same curve with another choice. */
    public ThresholdCurve choosing(Threshold wanted) {
        return new ThresholdCurve(at(wanted), balanced, points);
    }

    private double atRate(double rate) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    "fmr:%s: this Target was enrolled or imported and has no curve of false frames;"
                                    .formatted(rate)
                            + " give a number, or train it from labelled frames");
        }
        return points.stream()
                .filter(point -> point.falseMatches <= rate)
                .mapToDouble(Point::threshold)
                .findFirst()
                .orElse(1);
    }

    private static void unit(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + ": not between 0 and 1: " + value);
        }
    }
}
