package dev.framewatch.video;

/**
 * A small grey picture of what was on screen, much more often than a {@link Frame}: to tell one
 * video from another, not to recognise anything in it.
 *
 * @param seconds presentation time from the start of the video, finite, at least 0
 * @param width pixels a row, 1 to {@value #MAX_SIDE}
 * @param height rows, 1 to {@value #MAX_SIDE}
 * @param grey one byte a pixel, row after row from the top left; shared, not copied: whoever holds
 *     it reads and never writes
 */
public record FingerprintFrame(double seconds, int width, int height, byte[] grey) {
    /** Pixels of the longer side. */
    public static final int MAX_SIDE = 128;

    /** Seconds from one to the next, at least. */
    public static final double EVERY_SECONDS = 0.25;

    /** The most that a video has, ten minutes of them: what comes later has none. */
    public static final int MAX = 2400;

    public FingerprintFrame {
        if (!Double.isFinite(seconds) || seconds < 0) {
            throw new IllegalArgumentException("a glimpse cannot be at " + seconds + " seconds");
        }
        if (width < 1 || height < 1 || Math.max(width, height) > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a glimpse cannot be %dx%d pixels".formatted(width, height));
        }
        if (grey.length != width * height) {
            throw new IllegalArgumentException(
                    "a glimpse of %dx%d cannot have %d bytes"
                            .formatted(width, height, grey.length));
        }
    }

    /** The same of a picture, with the weights of ITU-R BT.601 section 2.5.1. */
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
