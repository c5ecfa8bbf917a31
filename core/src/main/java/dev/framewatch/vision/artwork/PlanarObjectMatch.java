package dev.framewatch.vision.artwork;

import dev.framewatch.geometry.Quad;

/**
 * A candidate match of a planar object in a frame, with its evidence.
 *
 * @param outline the corners of the object, in pixels of the frame
 * @param points number of key points that agree with the pose, at least 1
 * @param likeness correlation of the brightness with the reference, -1 to 1
 * @param colour correlation of the colours with the reference, -1 to 1
 */
public record PlanarObjectMatch(Quad outline, int points, double likeness, double colour) {
    /** Length of {@link #row}. */
    public static final int STATISTICS = 3;

    /** Correlations beyond this are not distinguished. */
    private static final double MAX = 0.98;

    /**
     * Returns the input of the classifier: the logarithm of the number of points and the Fisher z
     * of both correlations, so that the difference between 0.95 and 0.9 has its proper weight.
     */
    public float[] row() {
        return new float[] {(float) Math.log(points), z(likeness), z(colour)};
    }

    private static float z(double correlation) {
        double r = Math.clamp(correlation, -MAX, MAX);
        return (float) (Math.log((1 + r) / (1 - r)) / 2);
    }

    /** Returns a score that ranks the matches of one frame, before classification. */
    double score() {
        return likeness + colour + 0.1 * Math.log(points);
    }
}
