package dev.framewatch.video;

/**
 * Scales images down by area averaging: each output pixel is the mean of the input pixels it
 * covers, weighted by the covered area.
 */
public final class AreaDownscaler {
    private AreaDownscaler() {}

    /**
     * Returns the image scaled down to the given longest side, or the image itself if it is not
     * larger.
     */
    public static RgbImage toLongestSide(RgbImage image, int longestSide) {
        int longest = Math.max(image.width(), image.height());
        if (longest <= longestSide) {
            return image;
        }
        double scale = (double) longestSide / longest;
        int width = Math.max(1, (int) Math.round(image.width() * scale));
        int height = Math.max(1, (int) Math.round(image.height() * scale));
        return to(image, width, height);
    }

    /**
     * Returns the image scaled down to exactly the given size, at most its own; the aspect ratio
     * may change.
     */
    public static RgbImage to(RgbImage image, int width, int height) {
        byte[] source = image.rgb();
        byte[] target = new byte[3 * width * height];
        float[] sums = new float[3 * width];
        double rowsEach = (double) image.height() / height;
        for (int y = 0; y < height; y++) {
            java.util.Arrays.fill(sums, 0);
            double top = y * rowsEach;
            double bottom = Math.min(image.height(), top + rowsEach);
            for (int row = (int) top; row < bottom; row++) {
                double share = Math.min(bottom, row + 1) - Math.max(top, row);
                addRow(source, row, image.width(), sums, width, (float) share);
            }
            for (int i = 0; i < sums.length; i++) {
                target[y * sums.length + i] = (byte) Math.min(255, sums[i] / rowsEach + 0.5);
            }
        }
        return new RgbImage(width, height, target);
    }

    /** Adds the weighted mean of the input row's covered pixels to each output pixel. */
    private static void addRow(
            byte[] source, int row, int sourceWidth, float[] sums, int width, float share) {
        double columnsEach = (double) sourceWidth / width;
        int start = 3 * row * sourceWidth;
        for (int x = 0; x < width; x++) {
            double left = x * columnsEach;
            double right = Math.min(sourceWidth, left + columnsEach);
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int column = (int) left; column < right; column++) {
                float part = (float) (Math.min(right, column + 1) - Math.max(left, column));
                int from = start + 3 * column;
                red += part * (source[from] & 255);
                green += part * (source[from + 1] & 255);
                blue += part * (source[from + 2] & 255);
            }
            float weight = (float) (share / columnsEach);
            sums[3 * x] += weight * red;
            sums[3 * x + 1] += weight * green;
            sums[3 * x + 2] += weight * blue;
        }
    }
}
