package dev.framewatch.desk.trend;

/**
 * Posts that were looked at, and those among them in which a Target was seen.
 *
 * @param posts looked at, at least as many as sightings
 * @param sightings among them
 */
public record Counts(int posts, int sightings) {
    public static final Counts ZERO = new Counts(0, 0);

    public Counts {
        if (sightings < 0 || posts < sightings) {
            throw new IllegalArgumentException(sightings + " sightings in " + posts + " posts");
        }
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(posts + other.posts, sightings + other.sightings);
    }

    /** Sightings over posts, 0 where there are none. */
    public double rate() {
        return posts == 0 ? 0 : sightings / (double) posts;
    }
}
