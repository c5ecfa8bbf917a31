package dev.framewatch.vision.artwork;

import org.jspecify.annotations.Nullable;

/**
 * A projective transform from artwork to raster coordinates. Artwork coordinates have their origin
 * at its top left corner and are 1 along its longer side; raster coordinates are pixels.
 *
 * @param m the matrix row by row, nine values, the last of which is 1
 */
record Homography(double[] m) {

    /** Returns a rotation by an angle in radians, with a scale and a translation. */
    static Homography similarity(double scale, double angle, double x, double y) {
        double cos = scale * Math.cos(angle);
        double sin = scale * Math.sin(angle);
        return new Homography(new double[] {cos, -sin, x, sin, cos, y, 0, 0, 1});
    }

    /**
     * Returns an affine transform.
     *
     * @param across the coefficients of u, v and 1 for x
     * @param down the coefficients of u, v and 1 for y
     */
    static Homography affine(double[] across, double[] down) {
        return new Homography(
                new double[] {across[0], across[1], across[2], down[0], down[1], down[2], 0, 0, 1});
    }

    double depth(double u, double v) {
        return m[6] * u + m[7] * v + m[8];
    }

    double x(double u, double v) {
        return (m[0] * u + m[1] * v + m[2]) / depth(u, v);
    }

    double y(double u, double v) {
        return (m[3] * u + m[4] * v + m[5]) / depth(u, v);
    }

    /** Returns the length scale near the origin, the square root of the area scale. */
    double scale() {
        return Math.sqrt(Math.abs(m[0] * m[4] - m[1] * m[3]));
    }

    /** Returns the composition that applies {@code other} first; null if it is degenerate. */
    @Nullable Homography compose(Homography other) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    product[3 * row + column] += m[3 * row + k] * other.m[3 * k + column];
                }
            }
        }
        return normalised(product);
    }

    /** Returns the inverse, or null if there is none. */
    @Nullable Homography inverse() {
        double[] adjugate = {
            m[4] * m[8] - m[5] * m[7],
            m[2] * m[7] - m[1] * m[8],
            m[1] * m[5] - m[2] * m[4],
            m[5] * m[6] - m[3] * m[8],
            m[0] * m[8] - m[2] * m[6],
            m[2] * m[3] - m[0] * m[5],
            m[3] * m[7] - m[4] * m[6],
            m[1] * m[6] - m[0] * m[7],
            m[0] * m[4] - m[1] * m[3]
        };
        double determinant = m[0] * adjugate[0] + m[1] * adjugate[3] + m[2] * adjugate[6];
        return Math.abs(determinant) < 1e-9 ? null : normalised(adjugate);
    }

    private static @Nullable Homography normalised(double[] matrix) {
        double last = matrix[8];
        if (!(Math.abs(last) > 1e-9)) {
            return null;
        }
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] /= last;
        }
        return new Homography(matrix);
    }
}
