package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two ways of being wrong against each other, on axes on which normally distributed scores give
 * a straight line (Martin et al., "The DET curve in assessment of detection task performance",
 * 1997). Where one of the two never happens its deviate would be infinite; such points are left
 * out. As JSON, the list of points.
 *
 * @param points from the strictest threshold on; empty when a class is missing or no threshold
 *     makes mistakes of both sorts
 */
public record DetCurve(@JsonValue List<Point> points) {
    public DetCurve {
        points = List.copyOf(points);
    }

    /**
     * One threshold.
     *
     * @param threshold a picture passes from this score on; null where none passes
     * @param falseMatches share of the negatives that pass, more than 0 and less than 1
     * @param misses share of the positives that do not pass, more than 0 and less than 1
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
