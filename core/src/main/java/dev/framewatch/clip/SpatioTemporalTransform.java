package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;

/**
 * How a stored clip lies in another one's picture and time. A point (x, y) of the stored picture is
 * seen at (a x + b, c y + d) of the other, both in shares of the picture; what the other shows at
 * time t, the stored one shows at {@code offset + speed * t}.
 *
 * @param a negative when the picture is mirrored
 * @param offset seconds
 * @param speed stored seconds a second of the other
 */
record SpatioTemporalTransform(
        double a, double b, double c, double d, double offset, double speed) {
    /** One in which a region of the one picture shows what a region of the other does. */
    static SpatioTemporalTransform of(
            RelativeRect query, RelativeRect stored, boolean mirrored, double offset) {
        double a = query.width() / stored.width() * (mirrored ? -1 : 1);
        double c = query.height() / stored.height();
        double left = mirrored ? query.left() + query.width() : query.left();
        return new SpatioTemporalTransform(
                a, left - a * stored.left(), c, query.top() - c * stored.top(), offset, 1);
    }

    boolean mirrored() {
        return a < 0;
    }

    /** Scaled about the middle of the stored picture, then moved. */
    SpatioTemporalTransform moved(double wider, double higher, double right, double down) {
        double across = a * wider;
        double along = c * higher;
        return new SpatioTemporalTransform(
                across,
                b + (a - across) / 2 + right,
                along,
                d + (c - along) / 2 + down,
                offset,
                speed);
    }

    SpatioTemporalTransform later(double seconds) {
        return new SpatioTemporalTransform(a, b, c, d, offset + seconds, speed);
    }

    /** With a speed that differs by so much, and the same time in the middle of the other. */
    SpatioTemporalTransform faster(double more, double middle) {
        return new SpatioTemporalTransform(a, b, c, d, offset - more * middle, speed + more);
    }
}
