package dev.framewatch.vision.artwork;

import dev.framewatch.vision.Outline;

/**
 * A place in a frame that may show the artwork, and what speaks for it.
 *
 * @param outline the artwork's corners, in pixels of the frame
 * @param points key points of the frame that lie where the artwork has theirs, at least 1
 * @param likeness correlation of the brightness within the outline with the artwork's, -1 to 1
 * @param colour the same of the colours
 */
public record ArtworkMatch(Outline outline, int points, double likeness, double colour) {
    /** How many numbers {@link #row} has. */
    public static final int STATISTICS = 3;

    /** What a head makes a probability of. */
    public float[] row() {
        return new float[] {(float) Math.log(points), (float) likeness, (float) colour};
    }

    /** Which of two matches is the better one, before any head has seen them. */
    double merit() {
        return likeness + colour + 0.1 * Math.log(points);
    }
}
