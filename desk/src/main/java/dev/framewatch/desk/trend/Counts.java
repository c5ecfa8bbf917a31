package dev.framewatch.desk.trend;

/**
 * Numbers of scanned posts and of sightings among them.
 *
 * @param posts number of posts, at least the number of sightings
 * @param sightings number of sightings
 */
public record Counts(int posts, int sightings) {
    public static final Counts ZERO = new Counts(0, 0);

    public Counts {
        if (sightings < 0 || posts < sightings) {
            throw new IllegalArgumentException(sightings + " sightings in " + posts + " posts");
        }
    }

    /** Returns the sum of both. */
    public Counts plus(Counts other) {
        return new Counts(posts + other.posts, sightings + other.sightings);
    }

    /** Returns sightings divided by posts, 0 if there are no posts. */
    public double rate() {
        return posts == 0 ? 0 : sightings / (double) posts;
    }
}
