package dev.framewatch.vision;

import dev.framewatch.video.RgbImage;

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
        float[] sum = new float[3];
        float weight = 1f / (samples * samples);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int k = 0; k < samples * samples; k++) {
                    int column = k % samples;
                    int line = k / samples;
                    double u = x + (column + 0.5) / samples;
                    double v = y + (line + 0.5) / samples;
                    add(toImage.x(u, v) - 0.5, toImage.y(u, v) - 0.5, sum);
                }
                for (int channel = 0; channel < 3; channel++) {
                    row[3 * x + channel] = sum[channel] * weight;
                }
            }
            out.put(y, row, size);
        }
    }

    private void add(double x, double y, float[] sum) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = (float) (x - left);
        float lower = (float) (y - top);
        add(left, top, (1 - right) * (1 - lower), sum);
        add(left + 1, top, right * (1 - lower), sum);
        add(left, top + 1, (1 - right) * lower, sum);
        add(left + 1, top + 1, right * lower, sum);
    }

    private void add(int x, int y, float weight, float[] sum) {
        int column = Math.clamp(x, 0, image.width() - 1);
        int at = 3 * (Math.clamp(y, 0, image.height() - 1) * image.width() + column);
        byte[] rgb = image.rgb();
        sum[0] += weight * (rgb[at] & 0xff);
        sum[1] += weight * (rgb[at + 1] & 0xff);
        sum[2] += weight * (rgb[at + 2] & 0xff);
    }
}
