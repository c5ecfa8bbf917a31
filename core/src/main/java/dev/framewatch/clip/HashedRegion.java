package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import org.jspecify.annotations.Nullable;

/**
 * A region of the image with a hash of its own. Stored and queried regions differ, so that a few
 * stored ones are found from many crops.
 */
enum HashedRegion {
    WHOLE(Kind.STORED, 0, 0, 1, 1),
    MIDDLE(Kind.STORED, 0.12, 0.12, 0.76, 0.76),
    MOTION(Kind.MOTION, 0, 0, 1, 1),
    SQUARE(Kind.SQUARE, 0, 0, 1, 1),
    // centre crops: with both stored sizes, they cover zoom factors from 0.70 to 1.43
    CROP_93(Kind.QUERIED, 0.035, 0.035, 0.93, 0.93),
    CROP_87(Kind.QUERIED, 0.065, 0.065, 0.87, 0.87),
    CROP_81(Kind.QUERIED, 0.095, 0.095, 0.81, 0.81),
    CROP_70(Kind.QUERIED, 0.15, 0.15, 0.70, 0.70),
    // corner crops
    TOP_LEFT(Kind.QUERIED, 0, 0, 0.86, 0.86),
    TOP_RIGHT(Kind.QUERIED, 0.14, 0, 0.86, 0.86),
    BOTTOM_LEFT(Kind.QUERIED, 0, 0.14, 0.86, 0.86),
    BOTTOM_RIGHT(Kind.QUERIED, 0.14, 0.14, 0.86, 0.86),
    // strips cropped from the top or bottom of either clip
    TOP(Kind.QUERIED, 0, 0, 1, 0.87),
    BOTTOM(Kind.QUERIED, 0, 0.13, 1, 0.87),
    MIDDLE_TOP(Kind.QUERIED, 0.12, 0, 0.76, 0.86),
    MIDDLE_BOTTOM(Kind.QUERIED, 0.12, 0.14, 0.76, 0.86);

    /** Number of stored regions: the first ones. */
    static final int STORED = 4;

    private static final HashedRegion[] ALL = values();

    /** Aspect ratio below which a frame has no square region of its own. */
    private static final double MIN_ASPECT = 1.2;

    private enum Kind {
        STORED,
        MOTION,
        SQUARE,
        QUERIED
    }

    private final Kind kind;
    private final double left;
    private final double top;
    private final double width;
    private final double height;

    HashedRegion(Kind kind, double left, double top, double width, double height) {
        this.kind = kind;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
    }

    static int count() {
        return ALL.length;
    }

    static HashedRegion at(int ordinal) {
        return ALL[ordinal];
    }

    /**
     * Returns the position of this region.
     *
     * @param motionRegion the region with motion
     * @param aspect width of the frame divided by its height
     * @return null if the video has no such region
     */
    @Nullable RelativeRect region(@Nullable RelativeRect motionRegion, double aspect) {
        return switch (kind) {
            case MOTION -> motionRegion;
            case SQUARE -> square(aspect);
            case STORED, QUERIED -> new RelativeRect(left, top, width, height);
        };
    }

    private static @Nullable RelativeRect square(double aspect) {
        if (aspect < MIN_ASPECT && aspect > 1 / MIN_ASPECT) {
            return null;
        }
        return RelativeRect.WHOLE.middle(Math.min(1, 1 / aspect), Math.min(1, aspect));
    }
}
