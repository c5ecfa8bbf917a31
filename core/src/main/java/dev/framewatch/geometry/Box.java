package dev.framewatch.geometry;

/**
 * An axis-aligned rectangle in pixels; it may extend beyond the image.
 *
 * @param x left edge
 * @param y top edge
 * @param width more than 0
 * @param height more than 0
 */
public record Box(float x, float y, float width, float height) implements Region {
    public Box {
        if (!Float.isFinite(x) || !Float.isFinite(y) || !(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException(
                    "invalid box: x=%s y=%s width=%s height=%s".formatted(x, y, width, height));
        }
    }

    public float area() {
        return width * height;
    }

    public float longerSide() {
        return Math.max(width, height);
    }

    /** Returns this box with a margin of this many pixels on every side. */
    public Box grownBy(float margin) {
        return new Box(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
    }

    /** Returns the smallest box that contains both. */
    public Box union(Box other) {
        float left = Math.min(x, other.x);
        float top = Math.min(y, other.y);
        return new Box(
                left,
                top,
                Math.max(x + width, other.x + other.width) - left,
                Math.max(y + height, other.y + other.height) - top);
    }

    public boolean contains(float pointX, float pointY) {
        return pointX >= x && pointX < x + width && pointY >= y && pointY < y + height;
    }

    /** Returns the area of the intersection, in square pixels. */
    public float intersection(Box other) {
        float across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        float down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return Math.max(0, across) * Math.max(0, down);
    }

    /** Returns the intersection over union, 0 to 1. */
    public float iou(Box other) {
        float shared = intersection(other);
        return shared / (area() + other.area() - shared);
    }
}
