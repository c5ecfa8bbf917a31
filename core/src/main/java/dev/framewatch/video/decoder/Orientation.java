package dev.framewatch.video.decoder;

import org.bytedeco.javacpp.IntPointer;

/**
 * The transformation that makes stored pixels upright, one of the eight symmetries of a rectangle:
 * transposition (rows become columns) first, then reflections.
 *
 * @param transposed whether rows and columns are exchanged
 * @param mirrored whether left and right are exchanged afterwards
 * @param flipped whether top and bottom are exchanged afterwards
 */
record Orientation(boolean transposed, boolean mirrored, boolean flipped) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * Returns the orientation given by a display matrix as specified in ISO/IEC 14496-12 section
     * 8.2.2: a stored point (x, y) is shown at (a x + c y, b x + d y), with a, b, c, d at indices
     * 0, 1, 3, 4. Other angles are rounded to a multiple of 90 degrees.
     */
    static Orientation of(IntPointer matrix) {
        int a = matrix.get(0);
        int b = matrix.get(1);
        int c = matrix.get(3);
        int d = matrix.get(4);
        boolean transposed = Math.abs((long) b) > Math.abs((long) a);
        return transposed
                ? new Orientation(true, c < 0, b < 0)
                : new Orientation(false, a < 0, d < 0);
    }
}
