package dev.framewatch.video.decoder;

/**
 * The sampling instants 0, interval, 2 * interval, …, numbered from 0. A frame on screen from a
 * (inclusive) to b (exclusive) is sampled at the instants {@code from(a)} to {@code from(b) - 1}.
 *
 * @param intervalSeconds sampling interval in seconds, above 0
 */
record SamplingGrid(double intervalSeconds) {
    /** Tolerance for the rounding of timestamps, which are fractions. */
    private static final double ROUNDING_SECONDS = 1e-6;

    /** Returns the first instant at or after a time. */
    long firstAtOrAfter(double seconds) {
        return (long) Math.ceil((seconds - ROUNDING_SECONDS) / intervalSeconds);
    }

    /** Returns the last instant at or before a time. */
    long lastAtOrBefore(double seconds) {
        return (long) Math.floor((seconds + ROUNDING_SECONDS) / intervalSeconds);
    }

    double seconds(long instant) {
        return instant * intervalSeconds;
    }
}
