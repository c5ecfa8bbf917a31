package dev.framewatch.video.decoder;

import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The size of decoded frames before rotation: square pixels, within the longest side. Non-square
 * pixels are stretched along their shorter axis.
 */
record OutputSize(int width, int height) {
    /**
     * Maximum pixel aspect ratio, either way; beyond it the declared ratio is considered an error.
     */
    private static final double MAX_PIXEL_ASPECT_RATIO = 8;

    static OutputSize of(int width, int height, AVRational pixelAspect, int longestSide) {
        double aspect =
                pixelAspect.num() > 0 && pixelAspect.den() > 0
                        ? (double) pixelAspect.num() / pixelAspect.den()
                        : 1;
        if (aspect > MAX_PIXEL_ASPECT_RATIO || aspect < 1 / MAX_PIXEL_ASPECT_RATIO) {
            aspect = 1;
        }
        double squareWidth = width * Math.max(1, aspect);
        double squareHeight = height * Math.max(1, 1 / aspect);
        double scale = Math.min(1, longestSide / Math.max(squareWidth, squareHeight));
        return new OutputSize(pixels(squareWidth * scale), pixels(squareHeight * scale));
    }

    private static int pixels(double length) {
        return Math.max(1, (int) Math.round(length));
    }
}
