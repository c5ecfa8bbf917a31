package dev.framewatch.video.decoder;

/**
 * The sampling instants 0, every, 2 * every, …, counted from 0. A picture on screen from a up to
 * but not including b is what is seen at the instants {@code from(a)} to {@code from(b) - 1}.
 *
 * @param everySeconds distance of two instants, above 0
 */
record SamplingGrid(double everySeconds) {
    /** Time stamps are fractions; a microsecond absorbs their rounding. */
    private static final double ROUNDING_SECONDS = 1e-6;

    /** The first instant at or after a time. */
    long from(double seconds) {
        return (long) Math.ceil((seconds - ROUNDING_SECONDS) / everySeconds);
    }

    /** The last instant at or before a time. */
    long before(double seconds) {
        return (long) Math.floor((seconds + ROUNDING_SECONDS) / everySeconds);
    }

    double seconds(long instant) {
        return instant * everySeconds;
    }
}
