package dev.framewatch.video.decoder;

import java.util.Arrays;

/**
 * An image as packed 8-bit RGB, row-major from the top left. The pixels are shared, not copied.
 *
 * @param rgb exactly {@code width * height * 3} bytes
 */
public record RgbPixels(int width, int height, byte[] rgb) {
    /**
     * Returns the image scaled down to the given longest side, or the image itself if it is not
     * larger.
     */
    public RgbPixels shrunkTo(int longestSide) {
        int longest = Math.max(width, height);
        if (longest <= longestSide) {
            return this;
        }
        double scale = (double) longestSide / longest;
        return shrunkTo(
                Math.max(1, (int) Math.round(width * scale)),
                Math.max(1, (int) Math.round(height * scale)));
    }

    /**
     * Returns the image scaled down by area averaging to exactly the given size, at most its own:
     * each pixel is the mean of the pixels it covers, weighted by the covered area.
     */
    public RgbPixels shrunkTo(int newWidth, int newHeight) {
        byte[] target = new byte[3 * newWidth * newHeight];
        float[] sums = new float[3 * newWidth];
        double rowsEach = (double) height / newHeight;
        for (int y = 0; y < newHeight; y++) {
            Arrays.fill(sums, 0);
            double top = y * rowsEach;
            double bottom = Math.min(height, top + rowsEach);
            for (int row = (int) top; row < bottom; row++) {
                double share = Math.min(bottom, row + 1) - Math.max(top, row);
                addRow(row, sums, newWidth, (float) share);
            }
            for (int i = 0; i < sums.length; i++) {
                target[y * sums.length + i] = (byte) Math.min(255, sums[i] / rowsEach + 0.5);
            }
        }
        return new RgbPixels(newWidth, newHeight, target);
    }

    /** Adds the weighted mean of a row's covered pixels to each output pixel. */
    private void addRow(int row, float[] sums, int newWidth, float share) {
        double columnsEach = (double) width / newWidth;
        int start = 3 * row * width;
        for (int x = 0; x < newWidth; x++) {
            double left = x * columnsEach;
            double right = Math.min(width, left + columnsEach);
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int column = (int) left; column < right; column++) {
                float part = (float) (Math.min(right, column + 1) - Math.max(left, column));
                int from = start + 3 * column;
                red += part * (rgb[from] & 255);
                green += part * (rgb[from + 1] & 255);
                blue += part * (rgb[from + 2] & 255);
            }
            float weight = (float) (share / columnsEach);
            sums[3 * x] += weight * red;
            sums[3 * x + 1] += weight * green;
            sums[3 * x + 2] += weight * blue;
        }
    }

    /** Returns one grey byte per pixel, with the luma weights of ITU-R BT.601 section 2.5.1. */
    public byte[] grey() {
        byte[] grey = new byte[width * height];
        for (int i = 0; i < grey.length; i++) {
            int red = rgb[3 * i] & 255;
            int green = rgb[3 * i + 1] & 255;
            int blue = rgb[3 * i + 2] & 255;
            grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return grey;
    }
}
