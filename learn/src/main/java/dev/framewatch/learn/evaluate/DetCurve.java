package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The detection error trade-off: false-negative rate against false-positive rate, on axes on which
 * normally distributed scores give a straight line (Martin et al., "The DET curve in assessment of
 * detection task performance", 1997). Points at which either rate is 0 or 1 are omitted, since
 * their deviate would be infinite. As JSON, the list of points.
 *
 * @param points from the strictest threshold on; empty if a class is missing or no threshold gives
 *     errors of both types
 */
public record DetCurve(@JsonValue List<Point> points) {
    public DetCurve {
        points = List.copyOf(points);
    }

    /**
     * The error rates at one threshold.
     *
     * @param threshold the score at or above which an image is accepted; null if none is
     * @param falseMatches the fraction of negatives accepted, between 0 and 1, exclusive
     * @param misses the fraction of positives rejected, between 0 and 1, exclusive
     * @param falseMatchDeviate {@code falseMatches} in standard deviations, the abscissa
     * @param missDeviate {@code misses} in standard deviations, the ordinate
     */
    public record Point(
            @Nullable Double threshold,
            double falseMatches,
            double misses,
            double falseMatchDeviate,
            double missDeviate) {}

    public static DetCurve of(RocCurve curve) {
        return new DetCurve(
                curve.points().stream()
                        .filter(point -> isInside(point.falseMatches()) && isInside(point.hits()))
                        .map(point ->
                                new Point(
                                        point.threshold(),
                                        point.falseMatches(),
                                        1 - point.hits(),
                                        Probit.of(point.falseMatches()),
                                        Probit.of(1 - point.hits())))
                        .toList());
    }

    private static boolean isInside(double share) {
        return share > 0 && share < 1;
    }
}
