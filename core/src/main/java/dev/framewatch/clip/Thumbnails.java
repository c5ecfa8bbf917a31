package dev.framewatch.clip;

import java.util.Arrays;

/**
 * A grey thumbnail per sample: the mean image of the clip with 8 bits per cell, and the deviation
 * of each sample with 4 bits, in steps scaled to the changes of the clip.
 *
 * @param mean {@value #CELLS} grey levels, row by row
 * @param step size of a step in grey levels, above 0
 * @param changes two cells per byte, {@value #BYTES_PER_SAMPLE} bytes per sample; 0 to 15 encode
 *     -7.5 to 7.5 steps
 */
record Thumbnails(byte[] mean, float step, byte[] changes) {
    static final int SIDE = 16;
    static final int CELLS = SIDE * SIDE;
    static final int BYTES_PER_SAMPLE = CELLS / 2;

    private static final float ZERO_CODE = 7.5f;

    /** Root-mean-square change in steps; few changes exceed the range. */
    private static final double RMS_STEPS = 2.2;

    private static final double MIN_STEP = 0.02;

    Thumbnails {
        if (mean.length != CELLS || changes.length % BYTES_PER_SAMPLE != 0) {
            throw new IllegalArgumentException("wrong number of thumbnail bytes");
        }
        if (!(step > 0 && step < 256)) {
            throw new IllegalArgumentException("thumbnail step cannot be " + step);
        }
    }

    /**
     * Encodes thumbnails.
     *
     * @param images at least one, {@value #CELLS} grey levels each
     */
    static Thumbnails of(float[][] images) {
        byte[] mean = mean(images);
        double squares = 0;
        for (float[] image : images) {
            for (int c = 0; c < CELLS; c++) {
                double change = image[c] - (mean[c] & 255);
                squares += change * change;
            }
        }
        double change = Math.sqrt(squares / CELLS / images.length);
        float step = (float) Math.max(MIN_STEP, change / RMS_STEPS);
        byte[] changes = new byte[images.length * BYTES_PER_SAMPLE];
        for (int i = 0; i < images.length; i++) {
            for (int c = 0; c < CELLS; c++) {
                int steps = Math.round((images[i][c] - (mean[c] & 255)) / step + ZERO_CODE);
                changes[i * BYTES_PER_SAMPLE + c / 2] |=
                        (byte) (Math.clamp(steps, 0, 15) << (c % 2 == 0 ? 0 : 4));
            }
        }
        return new Thumbnails(mean, step, changes);
    }

    private static byte[] mean(float[][] images) {
        byte[] mean = new byte[CELLS];
        for (int c = 0; c < CELLS; c++) {
            float sum = 0;
            for (float[] image : images) {
                sum += image[c];
            }
            mean[c] = (byte) Math.round(sum / images.length);
        }
        return mean;
    }

    int count() {
        return changes.length / BYTES_PER_SAMPLE;
    }

    /** Returns the root-mean-square change of a cell, in grey levels. */
    double rmsChange() {
        return step * RMS_STEPS;
    }

    void read(int sample, float[] out) {
        int from = sample * BYTES_PER_SAMPLE;
        for (int i = 0; i < BYTES_PER_SAMPLE; i++) {
            int packed = changes[from + i];
            out[2 * i] = (mean[2 * i] & 255) + step * ((packed & 15) - ZERO_CODE);
            out[2 * i + 1] = (mean[2 * i + 1] & 255) + step * (((packed >> 4) & 15) - ZERO_CODE);
        }
    }

    /** Returns a subset of the samples. */
    Thumbnails select(int[] samples) {
        byte[] selected = new byte[samples.length * BYTES_PER_SAMPLE];
        for (int i = 0; i < samples.length; i++) {
            System.arraycopy(
                    changes,
                    samples[i] * BYTES_PER_SAMPLE,
                    selected,
                    i * BYTES_PER_SAMPLE,
                    BYTES_PER_SAMPLE);
        }
        return new Thumbnails(mean, step, selected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thumbnails that
                && step == that.step
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(changes, that.changes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(changes);
    }
}
