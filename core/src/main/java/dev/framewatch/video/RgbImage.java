package dev.framewatch.video;

/**
 * An upright image with square pixels: packed 8-bit RGB, row-major from the top left, no padding.
 * The pixels are shared, not copied, so callers must not modify them.
 */
public final class RgbImage {
    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * Creates an image from packed RGB bytes without copying them.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param rgb exactly {@code width * height * 3} bytes
     * @throws IllegalArgumentException if the sizes disagree
     */
    public RgbImage(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "an RGB image of %dx%d pixels cannot have %d bytes"
                            .formatted(width, height, rgb.length));
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /**
     * Returns the image scaled down to the given longest side, or this image if it is not larger.
     */
    public RgbImage shrunkTo(int longestSide) {
        return AreaDownscaler.toLongestSide(this, longestSide);
    }

    /**
     * Returns the pixels, {@code rgb()[3 * (y * width() + x) + channel]}; shared, not to be
     * modified.
     */
    public byte[] rgb() {
        return rgb;
    }
}
