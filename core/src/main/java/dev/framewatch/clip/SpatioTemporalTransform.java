package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;

/**
 * Maps a stored clip to a query clip in space and time. A point (x, y) of the stored image appears
 * at (a x + b, c y + d) of the query image, both in relative coordinates; time t of the query is
 * time {@code offset + speed * t} of the stored clip.
 *
 * @param a negative if the image is mirrored
 * @param offset seconds
 * @param speed seconds of the stored clip per second of the query
 */
record SpatioTemporalTransform(
        double a, double b, double c, double d, double offset, double speed) {
    /** Returns the transform that maps one region to another. */
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

    /** Returns a copy scaled about the centre of the stored image, then translated. */
    SpatioTemporalTransform scaledAndTranslated(
            double scaleX, double scaleY, double right, double down) {
        double scaledA = a * scaleX;
        double scaledC = c * scaleY;
        return new SpatioTemporalTransform(
                scaledA,
                b + (a - scaledA) / 2 + right,
                scaledC,
                d + (c - scaledC) / 2 + down,
                offset,
                speed);
    }

    SpatioTemporalTransform shifted(double seconds) {
        return new SpatioTemporalTransform(a, b, c, d, offset + seconds, speed);
    }

    /** Returns a copy with a different speed and the same time at the middle of the query. */
    SpatioTemporalTransform withSpeedChange(double speedChange, double middle) {
        return new SpatioTemporalTransform(
                a, b, c, d, offset - speedChange * middle, speed + speedChange);
    }
}
