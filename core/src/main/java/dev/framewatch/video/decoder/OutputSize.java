package dev.framewatch.video.decoder;

import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The size at which pictures leave the decoder, before they are turned: square pixels, within the
 * longest side. Pixels that are not square are made so by stretching their short axis.
 */
record OutputSize(int width, int height) {
    /** Pixels further from square than this are taken for an error in the file. */
    private static final double ODDEST_PIXEL = 8;

    static OutputSize of(int width, int height, AVRational pixelAspect, int longestSide) {
        double aspect =
                pixelAspect.num() > 0 && pixelAspect.den() > 0
                        ? (double) pixelAspect.num() / pixelAspect.den()
                        : 1;
        if (aspect > ODDEST_PIXEL || aspect < 1 / ODDEST_PIXEL) {
            aspect = 1;
        }
        double wide = width * Math.max(1, aspect);
        double high = height * Math.max(1, 1 / aspect);
        double scale = Math.min(1, longestSide / Math.max(wide, high));
        return new OutputSize(pixels(wide * scale), pixels(high * scale));
    }

    private static int pixels(double length) {
        return Math.max(1, (int) Math.round(length));
    }
}
