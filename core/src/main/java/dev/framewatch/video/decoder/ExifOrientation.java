package dev.framewatch.video.decoder;

/**
 * Rotates and mirrors images according to their EXIF orientation (TIFF 6.0 tag 274, values 1 to 8).
 */
public final class ExifOrientation {
    static final int NORMAL = 1;

    private ExifOrientation() {}

    /** Returns the upright image; the image itself if the orientation is 1 or unknown. */
    public static RgbPixels apply(RgbPixels stored, int orientation) {
        boolean transposed = orientation >= 5 && orientation <= 8;
        boolean mirrored =
                switch (orientation) {
                    case 2, 3, 6, 7 -> true;
                    default -> false;
                };
        boolean flipped =
                switch (orientation) {
                    case 3, 4, 7, 8 -> true;
                    default -> false;
                };
        return transposed || mirrored || flipped
                ? transform(stored, transposed, mirrored, flipped)
                : stored;
    }

    private static RgbPixels transform(
            RgbPixels stored, boolean transposed, boolean mirrored, boolean flipped) {
        int width = transposed ? stored.height() : stored.width();
        int height = transposed ? stored.width() : stored.height();
        byte[] source = stored.rgb();
        byte[] target = new byte[source.length];
        int stepX = 3 * (transposed ? stored.width() : 1);
        int stepY = 3 * (transposed ? 1 : stored.width());
        int origin = (mirrored ? (width - 1) * stepX : 0) + (flipped ? (height - 1) * stepY : 0);
        int deltaX = mirrored ? -stepX : stepX;
        int deltaY = flipped ? -stepY : stepY;
        int to = 0;
        for (int y = 0; y < height; y++) {
            int from = origin + y * deltaY;
            for (int x = 0; x < width; x++, from += deltaX, to += 3) {
                target[to] = source[from];
                target[to + 1] = source[from + 1];
                target[to + 2] = source[from + 2];
            }
        }
        return new RgbPixels(width, height, target);
    }
}
