package dev.framewatch.video;

import dev.framewatch.video.decoder.RgbPixels;

/**
 * Scales images down by area averaging: each output pixel is the mean of the input pixels it
 * covers, weighted by the covered area.
 */
public final class AreaDownscaler {
    private AreaDownscaler() {}

    /**
     * Returns the image scaled down to the given longest side, or the image itself if it is not
     * larger.
     */
    public static RgbImage toLongestSide(RgbImage image, int longestSide) {
        return Math.max(image.width(), image.height()) <= longestSide
                ? image
                : image(pixels(image).shrunkTo(longestSide));
    }

    /**
     * Returns the image scaled down to exactly the given size, at most its own; the aspect ratio
     * may change.
     */
    public static RgbImage to(RgbImage image, int width, int height) {
        return image(pixels(image).shrunkTo(width, height));
    }

    private static RgbPixels pixels(RgbImage image) {
        return new RgbPixels(image.width(), image.height(), image.rgb());
    }

    private static RgbImage image(RgbPixels pixels) {
        return new RgbImage(pixels.width(), pixels.height(), pixels.rgb());
    }
}
