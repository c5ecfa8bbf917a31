package dev.framewatch.vision;

import java.util.List;

/**
 * The key points of one picture and what surrounds each of them, as plain arrays: computed once,
 * however many pieces of artwork are looked for. Not to be changed. Positions and sizes are in
 * pixels of the first raster, which is the picture shrunk to the size at which it was looked at.
 *
 * @param rasters the picture, shrunk, and then halved again and again
 * @param scale pixels of the picture for each of the first raster's
 * @param x across, from the left edge
 * @param y down, from the top edge
 * @param size diameter of what was described
 * @param angle main direction of the gradient, in radians, 0 to 2 pi
 * @param descriptors {@value #LENGTH} numbers each, Euclidean length 1
 */
public record LocalFeatures(
        List<Raster> rasters,
        float scale,
        float[] x,
        float[] y,
        float[] size,
        float[] angle,
        float[] descriptors) {
    /** How many numbers describe the surroundings of a key point. */
    public static final int LENGTH = 128;

    public LocalFeatures {
        rasters = List.copyOf(rasters);
        if (rasters.isEmpty()
                || y.length != x.length
                || size.length != x.length
                || angle.length != x.length
                || descriptors.length != LENGTH * x.length) {
            throw new IllegalArgumentException("no raster, or arrays of different lengths");
        }
    }

    /** The raster that the positions are in. */
    public Raster raster() {
        return rasters.getFirst();
    }

    /** How many key points were found. */
    public int count() {
        return x.length;
    }

    /**
     * A picture in colour and in grey.
     *
     * @param width pixels a row
     * @param height rows
     * @param rgb red, green and blue of each pixel, row after row
     * @param grey the brightness of each pixel
     */
    public record Raster(int width, int height, byte[] rgb, byte[] grey) {
        public Raster {
            if (rgb.length != 3 * width * height || grey.length != width * height) {
                throw new IllegalArgumentException("the sizes disagree");
            }
        }
    }
}
