package dev.framewatch.video;

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
        RgbImage small = image.shrunkTo(MAX_SIDE);
        byte[] rgb = small.rgb();
        byte[] grey = new byte[small.width() * small.height()];
        for (int i = 0; i < grey.length; i++) {
            int red = rgb[3 * i] & 255;
            int green = rgb[3 * i + 1] & 255;
            int blue = rgb[3 * i + 2] & 255;
            grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return new FingerprintFrame(seconds, small.width(), small.height(), grey);
    }
}
