package dev.framewatch.geometry;

import java.util.List;

/**
 * A quadrilateral: the outline of a planar object seen in perspective.
 *
 * @param corners four, in the order of the reference image's corners: top left, top right, bottom
 *     right, bottom left; they may lie outside the image
 */
public record Quad(List<Corner> corners) implements Region {
    private static final int CORNERS = 4;

    public Quad {
        corners = List.copyOf(corners);
        if (corners.size() != CORNERS) {
            throw new IllegalArgumentException(
                    "an outline must have 4 corners, not " + corners.size());
        }
    }

    /** A point in pixels; both coordinates are finite. */
    public record Corner(float x, float y) {
        public Corner {
            if (!Float.isFinite(x) || !Float.isFinite(y)) {
                throw new IllegalArgumentException("invalid corner: x=%s y=%s".formatted(x, y));
            }
        }
    }
}
