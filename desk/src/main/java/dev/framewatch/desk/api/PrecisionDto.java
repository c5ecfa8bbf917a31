package dev.framewatch.desk.api;

import dev.framewatch.desk.review.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Precision of a target according to the reviews: the object of {@code review precision --json}. A
 * clip family counts once.
 *
 * @param target name of the target
 * @param confirmed clip families that show the target
 * @param rejected clip families that do not
 * @param unreviewed clip families without a review
 * @param precision confirmed over reviewed; null before the first review
 * @param interval its 95% confidence interval, low and high
 */
public record PrecisionDto(
        String target,
        int confirmed,
        int rejected,
        int unreviewed,
        @Nullable Double precision,
        List<Double> interval) {
    public PrecisionDto {
        interval = List.copyOf(interval);
    }

    /** Returns the JSON structure of a precision. */
    public static PrecisionDto of(String target, Precision precision) {
        return new PrecisionDto(
                target,
                precision.confirmed(),
                precision.rejected(),
                precision.unreviewed(),
                precision.reviewed() == 0 ? null : precision.value(),
                List.of(precision.low(), precision.high()));
    }
}
