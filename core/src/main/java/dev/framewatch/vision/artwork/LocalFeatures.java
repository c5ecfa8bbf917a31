package dev.framewatch.vision.artwork;

import dev.framewatch.video.Picture;

/**
 * The key points of one picture and what surrounds each of them, as plain arrays: computed once,
 * however many pieces of artwork are looked for. Not to be changed.
 *
 * @param picture the picture, shrunk to the size at which it was looked at
 * @param scale pixels of the whole picture for each of that picture's
 * @param x across, in pixels of {@code picture}
 * @param y down, in pixels of {@code picture}
 * @param size diameter of what was described, in pixels of {@code picture}
 * @param angle main direction of the gradient, in radians, 0 to 2 pi
 * @param descriptors {@value #LENGTH} numbers each, Euclidean length 1
 */
public record LocalFeatures(
        Picture picture,
        float scale,
        float[] x,
        float[] y,
        float[] size,
        float[] angle,
        float[] descriptors) {
    /** How many numbers describe the surroundings of a key point. */
    public static final int LENGTH = 128;

    public LocalFeatures {
        if (y.length != x.length
                || size.length != x.length
                || angle.length != x.length
                || descriptors.length != LENGTH * x.length) {
            throw new IllegalArgumentException("the arrays are of different lengths");
        }
    }

    /** How many key points were found. */
    public int count() {
        return x.length;
    }
}
