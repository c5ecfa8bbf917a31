package dev.framewatch.desk.review;

import dev.framewatch.learn.evaluate.ConfidenceInterval;

/**
 * How often a Target was right so far, of the families that people looked at.
 *
 * @param confirmed families with a Sighting that shows the Target
 * @param rejected families with none
 * @param unreviewed families nobody has looked at
 */
public record Precision(int confirmed, int rejected, int unreviewed) {
    /** Families that were looked at. */
    public int reviewed() {
        return confirmed + rejected;
    }

    /** Confirmed over reviewed; not a number before the first review. */
    public double share() {
        return confirmed / (double) reviewed();
    }

    /** In which the true share lies with 95 % confidence; 0 to 1 before the first review. */
    public ConfidenceInterval interval() {
        return reviewed() == 0
                ? new ConfidenceInterval(0, 1)
                : ConfidenceInterval.wilson(confirmed, reviewed());
    }
}
