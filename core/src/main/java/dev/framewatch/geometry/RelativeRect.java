package dev.framewatch.geometry;

/**
 * An axis-aligned rectangle in relative image coordinates.
 *
 * @param left 0 to 1
 * @param top 0 to 1
 * @param width 0.01 to 1; left + width is at most 1
 * @param height 0.01 to 1; top + height is at most 1
 */
public record RelativeRect(double left, double top, double width, double height) {
    public static final RelativeRect WHOLE = new RelativeRect(0, 0, 1, 1);

    private static final double MIN_SIDE = 0.01;
    private static final double ROUNDING = 1e-9;

    public RelativeRect {
        if (!(left >= -ROUNDING && top >= -ROUNDING && width >= MIN_SIDE && height >= MIN_SIDE)
                || !(left + width <= 1 + ROUNDING && top + height <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "not a part of an image: %s, %s, %s, %s".formatted(left, top, width, height));
        }
    }

    /** Returns the central part with these fractions of its width and height. */
    public RelativeRect middle(double shareOfWidth, double shareOfHeight) {
        return new RelativeRect(
                left + width * (1 - shareOfWidth) / 2,
                top + height * (1 - shareOfHeight) / 2,
                width * shareOfWidth,
                height * shareOfHeight);
    }

    /** Returns a rectangle larger by this fraction on each side, clipped to the image. */
    public RelativeRect grown(double share) {
        double x = Math.max(0, left - share * width);
        double y = Math.max(0, top - share * height);
        double right = Math.min(1, left + width * (1 + share));
        double bottom = Math.min(1, top + height * (1 + share));
        return new RelativeRect(x, y, right - x, bottom - y);
    }
}
