package dev.framewatch.clip;

import dev.framewatch.geometry.RelativeRect;
import dev.framewatch.video.FingerprintFrame;

/**
 * An integral image (summed-area table) of a fingerprint frame: the mean of any rectangle from four
 * lookups (Crow, Summed-area tables for texture mapping, 1984). Reusable for successive frames.
 */
final class IntegralImage {
    private int width;
    private int height;
    private int[] sums = new int[0];

    void load(FingerprintFrame frame) {
        width = frame.width();
        height = frame.height();
        int stride = width + 1;
        if (sums.length != stride * (height + 1)) {
            sums = new int[stride * (height + 1)];
        }
        byte[] grey = frame.grey();
        for (int y = 0; y < height; y++) {
            int row = 0;
            int to = (y + 1) * stride + 1;
            for (int x = 0; x < width; x++, to++) {
                row += grey[y * width + x] & 255;
                sums[to] = sums[to - stride] + row;
            }
        }
    }

    /** Computes the cell means of a grid over a region, row by row, 0 to 255. */
    void means(RelativeRect region, int columns, int rows, float[] out) {
        double cellWidth = region.width() * width / columns;
        double cellHeight = region.height() * height / rows;
        double area = cellWidth * cellHeight;
        double left = region.left() * width;
        double[] above = new double[columns + 1];
        double[] below = new double[columns + 1];
        fillSums(region.top() * height, left, cellWidth, above);
        for (int row = 0; row < rows; row++) {
            fillSums(region.top() * height + (row + 1) * cellHeight, left, cellWidth, below);
            for (int column = 0; column < columns; column++) {
                double sum = below[column + 1] - below[column] - above[column + 1] + above[column];
                out[row * columns + column] = (float) (sum / area);
            }
            double[] previous = above;
            above = below;
            below = previous;
        }
    }

    private void fillSums(double y, double left, double cellWidth, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = sumUpTo(left + i * cellWidth, y);
        }
    }

    /** Returns the sum above and to the left of a point, with subpixel precision. */
    private double sumUpTo(double x, double y) {
        int column = Math.clamp((int) x, 0, width - 1);
        int row = Math.clamp((int) y, 0, height - 1);
        double fractionX = x - column;
        double fractionY = y - row;
        int at = row * (width + 1) + column;
        int below = at + width + 1;
        double upper = sums[at] + fractionX * (sums[at + 1] - sums[at]);
        double lower = sums[below] + fractionX * (sums[below + 1] - sums[below]);
        return upper + fractionY * (lower - upper);
    }
}
