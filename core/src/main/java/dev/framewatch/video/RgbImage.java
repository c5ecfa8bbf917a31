package dev.framewatch.video;

/**
 * An upright picture with square pixels: packed 8-bit RGB, row after row from the top left, no
 * padding. The bytes are shared, not copied: whoever holds a picture reads it and never writes.
 */
public final class RgbImage {
    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * @param width pixels a row, at least 1
     * @param height rows, at least 1
     * @param rgb exactly {@code width * height * 3} bytes
     * @throws IllegalArgumentException when the sizes disagree
     */
    public RgbImage(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "a picture of %dx%d cannot have %d bytes".formatted(width, height, rgb.length));
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
     * The same picture with its longer side no longer than this; itself when it is small enough.
     */
    public RgbImage shrunkTo(int longestSide) {
        return AreaDownscaler.toLongestSide(this, longestSide);
    }

    /** The pixels themselves, {@code rgb()[3 * (y * width() + x) + channel]}; not to be changed. */
    public byte[] rgb() {
        return rgb;
    }
}
