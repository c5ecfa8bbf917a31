package dev.framewatch.vision;

import dev.framewatch.video.RgbImage;
import java.util.Arrays;

/**
 * Samples a square crop that is turned and scaled. Where the image is reduced, several bilinear
 * samples are averaged for each pixel, so that nothing aliases. Outside the image, the edge pixels
 * are repeated.
 */
final class WarpedCrop {
    private static final int MAX_SAMPLES_PER_SIDE = 6;

    private final RgbImage image;
    private final SimilarityTransform toImage;
    private final int samples;

    /**
     * @param toImage from pixels of the crop to those of the image
     */
    WarpedCrop(RgbImage image, SimilarityTransform toImage) {
        this.image = image;
        this.toImage = toImage;
        this.samples = Math.clamp((int) Math.ceil(toImage.scale()), 1, MAX_SAMPLES_PER_SIDE);
    }

    /** Writes the whole of a square tensor, which is the crop. */
    void write(ImageTensor out) {
        int size = out.width();
        float[] row = new float[3 * size];
        float weight = 1f / (samples * samples);
        for (int y = 0; y < size; y++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < samples * samples; k++) {
                int line = k / samples;
                double across = (k % samples + 0.5) / samples;
                double v = y + (line + 0.5) / samples;
                for (int x = 0; x < size; x++) {
                    double u = x + across;
                    add(toImage.x(u, v) - 0.5, toImage.y(u, v) - 0.5, weight, row, 3 * x);
                }
            }
            out.put(y, row, size);
        }
    }

    /** Adds the colour at a position between pixels to three values of a row. */
    private void add(double x, double y, float weight, float[] row, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = (float) (x - left);
        float lower = (float) (y - top);
        int one = column(left);
        int next = column(left + 1);
        int upperRow = row(top);
        int lowerRow = row(top + 1);
        float topLeft = weight * (1 - right) * (1 - lower);
        float topRight = weight * right * (1 - lower);
        float bottomLeft = weight * (1 - right) * lower;
        float bottomRight = weight * right * lower;
        byte[] rgb = image.rgb();
        for (int c = 0; c < 3; c++) {
            row[at + c] +=
                    topLeft * (rgb[upperRow + one + c] & 0xff)
                            + topRight * (rgb[upperRow + next + c] & 0xff)
                            + bottomLeft * (rgb[lowerRow + one + c] & 0xff)
                            + bottomRight * (rgb[lowerRow + next + c] & 0xff);
        }
    }

    /** Returns where a column starts in a row; that of the edge outside the image. */
    private int column(int x) {
        return 3 * Math.clamp(x, 0, image.width() - 1);
    }

    private int row(int y) {
        return 3 * image.width() * Math.clamp(y, 0, image.height() - 1);
    }
}
