package dev.framewatch.targets;

import java.util.List;

/**
 * The error rates by threshold, from grouped out-of-fold scores, so that a threshold can be chosen
 * after training.
 *
 * @param chosen the threshold chosen in training, 0 to 1
 * @param balanced the threshold of the best accuracy, 0 to 1
 * @param points by ascending threshold; false-positive rates do not increase
 */
public record ThresholdCurve(double chosen, double balanced, List<Point> points) {
    public ThresholdCurve {
        points = List.copyOf(points);
        unit("chosen", chosen);
        unit("balanced", balanced);
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).threshold <= points.get(i - 1).threshold
                    || points.get(i).falseMatches > points.get(i - 1).falseMatches) {
                throw new IllegalArgumentException("points: out of order at index " + i);
            }
        }
    }

    /**
     * The error rates at one threshold.
     *
     * @param threshold the score at or above which a frame is positive, 0 to 1
     * @param falseMatches the false-positive rate: fraction of negative frames at or above it
     * @param misses the false-negative rate: fraction of positive frames below it
     */
    public record Point(double threshold, double falseMatches, double misses) {
        public Point {
            unit("threshold", threshold);
            unit("falseMatches", falseMatches);
            unit("misses", misses);
        }
    }

    /**
     * Returns the score at or above which a frame is positive.
     *
     * @throws IllegalArgumentException if a rate is requested and this target has no curve
     */
    public double at(Threshold threshold) {
        return switch (threshold) {
            case Threshold.Trained _ -> chosen;
            case Threshold.Balanced _ -> balanced;
            case Threshold.Strict _ -> strict();
            case Threshold.Value value -> value.score();
            case Threshold.FalseMatchRate rate -> atRate(rate.rate());
        };
    }

    /** Returns this curve with another chosen threshold. */
    public ThresholdCurve withThreshold(Threshold threshold) {
        return new ThresholdCurve(at(threshold), balanced, points);
    }

    private double strict() {
        boolean explicit = chosen != balanced;
        return explicit || points.isEmpty()
                ? chosen
                : Math.max(balanced, atRate(Threshold.STRICT_RATE));
    }

    private double atRate(double rate) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    ("fmr:%s: this target was enrolled or imported, so its false-positive rates are"
                         + " unknown; specify a number, or train it from labelled frames")
                            .formatted(rate));
        }
        return points.stream()
                .filter(point -> point.falseMatches <= rate)
                .mapToDouble(Point::threshold)
                .findFirst()
                .orElse(1);
    }

    private static void unit(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + ": must be between 0 and 1, not " + value);
        }
    }
}
