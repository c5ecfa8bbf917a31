package dev.framewatch.learn.augment;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The bounds of a uniform distribution.
 *
 * @param from the minimum
 * @param to the maximum, not less than {@code from}
 */
public record ValueRange(double from, double to) {
    /** For factors: no change. */
    public static final ValueRange ONE = new ValueRange(1, 1);

    /** For qualities: off. */
    public static final ValueRange OFF = new ValueRange(0, 0);

    public ValueRange {
        if (!Double.isFinite(from) || !Double.isFinite(to) || from > to) {
            throw new IllegalArgumentException(
                    "the start of a range must not exceed its end: %s to %s".formatted(from, to));
        }
    }

    double draw(RandomGenerator random) {
        return from == to ? from : random.nextDouble(from, to);
    }

    /** Returns this range if it is {@code off} or within the limits. */
    ValueRange within(String field, double least, double greatest, ValueRange off) {
        if (!equals(off) && (from < least || to > greatest)) {
            throw new IllegalArgumentException(
                    "%s must be within %s to %s, not %s"
                            .formatted(field, number(least), number(greatest), this));
        }
        return this;
    }

    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    /** Returns the command-line form: {@code 0.2..1}. */
    @Override
    public String toString() {
        return number(from) + ".." + number(to);
    }
}
