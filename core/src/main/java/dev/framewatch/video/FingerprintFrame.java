package dev.framewatch.video;

import dev.framewatch.video.decoder.RgbPixels;

/**
 * A small greyscale frame for video fingerprints, sampled more densely than a {@link Frame}. Suited
 * to comparing videos, not to recognition.
 *
 * @param seconds presentation time from the start of the video, finite, at least 0
 * @param width in pixels, 1 to {@value #MAX_SIDE}
 * @param height in pixels, 1 to {@value #MAX_SIDE}
 * @param grey one byte per pixel, row-major from the top left; shared, not copied, so callers must
 *     not modify it
 */
public record FingerprintFrame(double seconds, int width, int height, byte[] grey) {
    /** Maximum length of the longer side, in pixels. */
    public static final int MAX_SIDE = 128;

    /** Minimum interval between two fingerprint frames, in seconds. */
    public static final double MIN_INTERVAL_SECONDS = 0.25;

    /** Maximum number per video: 10 minutes' worth; the rest of a video has none. */
    public static final int MAX_PER_VIDEO = 2400;

    public FingerprintFrame {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("invalid frame time: " + seconds + " s");
        }
        if (width < 1 || height < 1 || Math.max(width, height) > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "invalid frame size: %dx%d pixels".formatted(width, height));
        }
        if (grey.length != width * height) {
            throw new IllegalArgumentException(
                    "a grey %dx%d frame cannot have %d bytes"
                            .formatted(width, height, grey.length));
        }
    }

    /**
     * Converts an image to a fingerprint frame, with the luma weights of ITU-R BT.601 section
     * 2.5.1.
     */
    public static FingerprintFrame of(double seconds, RgbImage image) {
        RgbPixels small =
                new RgbPixels(image.width(), image.height(), image.rgb()).shrunkTo(MAX_SIDE);
        return new FingerprintFrame(seconds, small.width(), small.height(), small.grey());
    }
}
