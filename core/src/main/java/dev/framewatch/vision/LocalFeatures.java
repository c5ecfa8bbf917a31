package dev.framewatch.vision;

import java.util.List;

/**
 * The key points of an image and their descriptors, as plain arrays: computed once for all
 * planar-object targets. The arrays must not be modified. Positions and sizes are in pixels of the
 * first raster, the image downscaled to the size at which it was analysed.
 *
 * @param rasters an image pyramid: the downscaled image, then half the size, and so on
 * @param scale pixels of the image per pixel of the first raster
 * @param x horizontal positions, from the left edge
 * @param y vertical positions, from the top edge
 * @param size diameters of the described neighbourhoods
 * @param angle dominant gradient orientations in radians, 0 to 2 pi
 * @param descriptors {@value #DESCRIPTOR_LENGTH} values per key point, of unit length
 */
public record LocalFeatures(
        List<Raster> rasters,
        float scale,
        float[] x,
        float[] y,
        float[] size,
        float[] angle,
        float[] descriptors) {
    /** Number of values of a descriptor. */
    public static final int DESCRIPTOR_LENGTH = 128;

    public LocalFeatures {
        rasters = List.copyOf(rasters);
        if (rasters.isEmpty()
                || y.length != x.length
                || size.length != x.length
                || angle.length != x.length
                || descriptors.length != DESCRIPTOR_LENGTH * x.length) {
            throw new IllegalArgumentException("no raster, or array lengths differ");
        }
    }

    /** Returns the raster to which the positions refer. */
    public Raster raster() {
        return rasters.getFirst();
    }

    /** Returns the number of key points. */
    public int count() {
        return x.length;
    }

    /**
     * An image in colour and in grey.
     *
     * @param width in pixels
     * @param height in pixels
     * @param rgb red, green and blue of each pixel, row by row
     * @param grey brightness of each pixel, row by row
     */
    public record Raster(int width, int height, byte[] rgb, byte[] grey) {
        public Raster {
            if (rgb.length != 3 * width * height || grey.length != width * height) {
                throw new IllegalArgumentException("array lengths do not match width and height");
            }
        }
    }
}
