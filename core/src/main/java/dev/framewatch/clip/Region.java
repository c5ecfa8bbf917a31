package dev.framewatch.clip;

/**
 * An upright rectangle in a picture, in shares of its width and height.
 *
 * @param left 0 to 1
 * @param top 0 to 1
 * @param width above 0; left + width is at most 1
 * @param height above 0; top + height is at most 1
 */
record Region(double left, double top, double width, double height) {
    static final Region WHOLE = new Region(0, 0, 1, 1);

    private static final double ROUNDING = 1e-9;

    Region {
        if (!(left >= -ROUNDING && top >= -ROUNDING && width > 0 && height > 0)
                || !(left + width <= 1 + ROUNDING && top + height <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "no part of a picture: %s, %s, %s, %s".formatted(left, top, width, height));
        }
    }

    /** The part of this share about its centre. */
    Region middle(double shareOfWidth, double shareOfHeight) {
        return new Region(
                left + width * (1 - shareOfWidth) / 2,
                top + height * (1 - shareOfHeight) / 2,
                width * shareOfWidth,
                height * shareOfHeight);
    }

    /** Larger by this share of its own size on each side, but not larger than the picture. */
    Region grown(double share) {
        double x = Math.max(0, left - share * width);
        double y = Math.max(0, top - share * height);
        double right = Math.min(1, left + width * (1 + share));
        double bottom = Math.min(1, top + height * (1 + share));
        return new Region(x, y, right - x, bottom - y);
    }
}
