package dev.framewatch.desk.api;

import dev.framewatch.desk.review.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The precision of a Target according to the reviews: the object of {@code review precision
 * --json}. A clip family counts once.
 *
 * @param target the Target's name
 * @param confirmed clip families that show the Target
 * @param rejected clip families that do not
 * @param unreviewed clip families that nobody has reviewed
 * @param precision confirmed over reviewed; null before the first review
 * @param interval its 95 % confidence interval, low and high
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

    /** Returns the JSON shape of a precision. */
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
