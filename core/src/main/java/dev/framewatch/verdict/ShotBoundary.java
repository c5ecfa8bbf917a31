package dev.framewatch.verdict;

import dev.framewatch.video.RgbImage;

/**
 * Detects cuts between successive sampled frames by the overlap of their colour histograms (Swain
 * and Ballard, 1991, "Color Indexing") in 4x4 parts of the frame. Within a shot, people and cameras
 * move but most of the colours stay where they are.
 */
public final class ShotBoundary {
    /** Overlap below which two frames are of different shots; 1 means the same colours. */
    static final double MIN_OVERLAP = 0.5;

    private static final int SAMPLES_PER_SIDE = 64;
    private static final int PARTS_PER_SIDE = 4;
    private static final int SAMPLES_PER_PART = SAMPLES_PER_SIDE / PARTS_PER_SIDE;

    /** Four levels of red, green and blue each. */
    private static final int BINS = 64;

    private ShotBoundary() {}

    /** Returns whether two frames are of different shots. */
    public static boolean isBetween(RgbImage before, RgbImage after) {
        return overlap(before, after) < MIN_OVERLAP;
    }

    /** Returns the share of the pixels that have the same colours in both images, 0 to 1. */
    static double overlap(RgbImage before, RgbImage after) {
        int[] one = histograms(before);
        int[] other = histograms(after);
        int common = 0;
        for (int bin = 0; bin < one.length; bin++) {
            common += Math.min(one[bin], other[bin]);
        }
        return common / (double) (SAMPLES_PER_SIDE * SAMPLES_PER_SIDE);
    }

    /** Returns the histograms of all parts, one after the other. */
    private static int[] histograms(RgbImage image) {
        byte[] rgb = image.rgb();
        int[] histograms = new int[PARTS_PER_SIDE * PARTS_PER_SIDE * BINS];
        for (int row = 0; row < SAMPLES_PER_SIDE; row++) {
            int y = (2 * row + 1) * image.height() / (2 * SAMPLES_PER_SIDE);
            for (int column = 0; column < SAMPLES_PER_SIDE; column++) {
                int x = (2 * column + 1) * image.width() / (2 * SAMPLES_PER_SIDE);
                int at = 3 * (y * image.width() + x);
                int red = (rgb[at] & 255) >> 6;
                int green = (rgb[at + 1] & 255) >> 6;
                int blue = (rgb[at + 2] & 255) >> 6;
                int part = row / SAMPLES_PER_PART * PARTS_PER_SIDE + column / SAMPLES_PER_PART;
                histograms[BINS * part + 16 * red + 4 * green + blue]++;
            }
        }
        return histograms;
    }
}
