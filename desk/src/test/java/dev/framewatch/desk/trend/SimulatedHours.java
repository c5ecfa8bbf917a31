package dev.framewatch.desk.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Simulates hourly Poisson counts of posts and sightings, reproducibly for a given seed. */
final class SimulatedHours {
    /** Posts per hour: 500 a day. */
    static final double POSTS = 500 / 24.0;

    /** Sightings per post: 20 a day. */
    static final double RATE = 20 / 500.0;

    private final Random random;

    SimulatedHours(long seed) {
        random = new Random(seed);
    }

    /** Returns 29 days of hourly counts at the baseline rate. */
    List<Counts> history() {
        List<Counts> hours = new ArrayList<>();
        for (int hour = 0; hour < 29 * 24; hour++) {
            hours.add(hour(POSTS, RATE));
        }
        return hours;
    }

    /** Returns an hour with the given expected number of posts and sightings per post. */
    Counts hour(double posts, double rate) {
        int sightings = poisson(posts * rate);
        return new Counts(sightings + poisson(posts * (1 - rate)), sightings);
    }

    /**
     * Samples from a Poisson distribution (Knuth, "The Art of Computer Programming", volume 2,
     * 3.4.1).
     */
    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
