package dev.framewatch.vision.artwork;

import dev.framewatch.geometry.Quad;

/**
 * A place in a frame that may show the artwork, and what speaks for it.
 *
 * @param outline the artwork's corners, in pixels of the frame
 * @param points key points of the frame that lie where the artwork has theirs, at least 1
 * @param likeness correlation of the brightness within the outline with the artwork's, -1 to 1
 * @param colour the same of the colours
 */
public record PlanarObjectMatch(Quad outline, int points, double likeness, double colour) {
    /** How many numbers {@link #row} has. */
    public static final int STATISTICS = 3;

    /** Beyond this a correlation says no more. */
    private static final double MAX = 0.98;

    /**
     * What a head makes a probability of: the logarithm of the points, and both correlations by
     * Fisher's z, so that .95 differs from .9 as much as it should.
     */
    public float[] row() {
        return new float[] {(float) Math.log(points), z(likeness), z(colour)};
    }

    private static float z(double correlation) {
        double r = Math.clamp(correlation, -MAX, MAX);
        return (float) (Math.log((1 + r) / (1 - r)) / 2);
    }

    /** Which of two matches is the better one, before any head has seen them. */
    double score() {
        return likeness + colour + 0.1 * Math.log(points);
    }
}
