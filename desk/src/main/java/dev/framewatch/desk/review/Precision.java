package dev.framewatch.desk.review;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * How often a Target was right so far, of the families that people looked at.
 *
 * @param confirmed families with a Sighting that shows the Target
 * @param rejected families with none
 * @param unreviewed families nobody has looked at
 */
public record Precision(int confirmed, int rejected, int unreviewed) {
    private static final double ERROR_RATE = 0.05;

    /** Families that were looked at. */
    public int reviewed() {
        return confirmed + rejected;
    }

    /** Confirmed over reviewed; not a number before the first review. */
    public double value() {
        return confirmed / (double) reviewed();
    }

    /** The lowest true share within the 95 % confidence interval; 0 before the first review. */
    public double low() {
        return reviewed() == 0 ? 0 : interval().getLowerBound();
    }

    /** The highest true share within the 95 % confidence interval; 1 before the first review. */
    public double high() {
        return reviewed() == 0 ? 1 : interval().getUpperBound();
    }

    /** Wilson's score interval, which is right near 0 and 1 as well. */
    private Interval interval() {
        return BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                reviewed(), confirmed, ERROR_RATE);
    }
}
