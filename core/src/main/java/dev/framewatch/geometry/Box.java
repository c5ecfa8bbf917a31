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
