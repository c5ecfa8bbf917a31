package dev.framewatch.vision.artwork;

import dev.framewatch.geometry.Quad;

/**
 * A candidate match of a planar object in a frame, with its evidence.
 *
 * @param outline the corners of the object, in pixels of the frame
 * @param inliers number of key points that agree with the pose, at least 1
 * @param correlation correlation of the brightness with the reference, -1 to 1
 * @param colorCorrelation correlation of the colours with the reference, -1 to 1
 */
public record PlanarObjectMatch(
        Quad outline, int inliers, double correlation, double colorCorrelation) {
    /** Length of {@link #features}. */
    public static final int FEATURE_COUNT = 3;

    /** Correlations beyond this are not distinguished. */
    private static final double MAX_CORRELATION = 0.98;

    /**
     * Returns the input of the classifier: the logarithm of the number of points and the Fisher z
     * of both correlations, so that the difference between 0.95 and 0.9 has its proper weight.
     */
    public float[] features() {
        return new float[] {
            (float) Math.log(inliers), fisherZ(correlation), fisherZ(colorCorrelation)
        };
    }

    private static float fisherZ(double correlation) {
        double r = Math.clamp(correlation, -MAX_CORRELATION, MAX_CORRELATION);
        return (float) (Math.log((1 + r) / (1 - r)) / 2);
    }

    /** Returns a score that ranks the matches of one frame, before classification. */
    double score() {
        return correlation + colorCorrelation + 0.1 * Math.log(inliers);
    }
}
