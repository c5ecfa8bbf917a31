package dev.framewatch.desk.review;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * Precision of a target, by reviewed clip families.
 *
 * @param confirmed families with a confirmed sighting
 * @param rejected families whose reviewed sightings were all rejected
 * @param unreviewed families without a review
 */
public record Precision(int confirmed, int rejected, int unreviewed) {
    private static final double ERROR_RATE = 0.05;

    /** Returns the number of reviewed families. */
    public int reviewed() {
        return confirmed + rejected;
    }

    /** Returns the fraction of confirmed families; NaN before the first review. */
    public double value() {
        return confirmed / (double) reviewed();
    }

    /** Returns the lower bound of the 95% confidence interval; 0 before the first review. */
    public double low() {
        return reviewed() == 0 ? 0 : interval().getLowerBound();
    }

    /** Returns the upper bound of the 95% confidence interval; 1 before the first review. */
    public double high() {
        return reviewed() == 0 ? 1 : interval().getUpperBound();
    }

    /** Returns Wilson's score interval, which is accurate near 0 and 1 as well. */
    private Interval interval() {
        return BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                reviewed(), confirmed, ERROR_RATE);
    }
}
