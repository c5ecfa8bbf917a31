package dev.framewatch.video;

/** Turns pictures as their EXIF orientation says (TIFF 6.0 tag 274, values 1 to 8). */
final class ExifOrientation {
    static final int AS_STORED = 1;

    private ExifOrientation() {}

    /** The picture itself when the orientation is 1 or unknown. */
    static RgbImage of(RgbImage stored, int orientation) {
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
                ? turned(stored, transposed, mirrored, flipped)
                : stored;
    }

    private static RgbImage turned(
            RgbImage stored, boolean transposed, boolean mirrored, boolean flipped) {
        int width = transposed ? stored.height() : stored.width();
        int height = transposed ? stored.width() : stored.height();
        byte[] source = stored.rgb();
        byte[] target = new byte[source.length];
        int stepX = 3 * (transposed ? stored.width() : 1);
        int stepY = 3 * (transposed ? 1 : stored.width());
        int origin = (mirrored ? (width - 1) * stepX : 0) + (flipped ? (height - 1) * stepY : 0);
        int alongX = mirrored ? -stepX : stepX;
        int alongY = flipped ? -stepY : stepY;
        int to = 0;
        for (int y = 0; y < height; y++) {
            int from = origin + y * alongY;
            for (int x = 0; x < width; x++, from += alongX, to += 3) {
                target[to] = source[from];
                target[to + 1] = source[from + 1];
                target[to + 2] = source[from + 2];
            }
        }
        return new RgbImage(width, height, target);
    }
}
