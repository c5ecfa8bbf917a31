package dev.framewatch.bench.symbols;

/** Defocus blur. */
final class Blur {
    private Blur() {}

    /**
     * Blurs interleaved values in place with a Gaussian.
     *
     * @param channels values per pixel
     * @param sigma standard deviation in pixels; below 0.1 the values are unchanged
     */
    static void gaussian(float[] values, int width, int height, int channels, double sigma) {
        if (sigma < 0.1) {
            return;
        }
        float[] kernel = kernel(sigma);
        float[] between = new float[values.length];
        pass(values, between, height, width * channels, width, channels, kernel);
        pass(between, values, width, channels, height, width * channels, kernel);
    }

    private static float[] kernel(double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) Math.exp(-(i - reach) * (i - reach) / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /**
     * Convolves each of {@code lines} lines along {@code length} pixels that are {@code step}
     * apart.
     */
    private static void pass(
            float[] from, float[] to, int lines, int stride, int length, int step, float[] kernel) {
        int channels = from.length / lines / length;
        int reach = kernel.length / 2;
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                for (int channel = 0; channel < channels; channel++) {
                    int base = line * stride + channel;
                    float sum = 0;
                    for (int k = -reach; k <= reach; k++) {
                        int at = Math.clamp(i + k, 0, length - 1);
                        sum += kernel[k + reach] * from[base + at * step];
                    }
                    to[base + i * step] = sum;
                }
            }
        }
    }
}
