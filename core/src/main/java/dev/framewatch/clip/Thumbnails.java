package dev.framewatch.clip;

import java.util.Arrays;

/**
 * A grey thumbnail per sample: the mean image of the clip with 8 bits per cell, and the deviation
 * of each sample with 4 bits, in steps scaled to the changes of the clip.
 *
 * @param mean {@value #CELLS} grey levels, row by row
 * @param step size of a step in grey levels, above 0
 * @param changes two cells per byte, {@value #PACKED} bytes per sample; 0 to 15 encode -7.5 to 7.5
 *     steps
 */
record Thumbnails(byte[] mean, float step, byte[] changes) {
    static final int SIDE = 16;
    static final int CELLS = SIDE * SIDE;
    static final int PACKED = CELLS / 2;

    private static final float MIDDLE = 7.5f;

    /** Root-mean-square change in steps; few changes exceed the range. */
    private static final double STEPS = 2.2;

    private static final double MIN_STEP = 0.02;

    Thumbnails {
        if (mean.length != CELLS || changes.length % PACKED != 0) {
            throw new IllegalArgumentException("wrong number of thumbnail bytes");
        }
        if (!(step > 0 && step < 256)) {
            throw new IllegalArgumentException("thumbnail step cannot be " + step);
        }
    }

    /**
     * Encodes thumbnails.
     *
     * @param pictures at least one, {@value #CELLS} grey levels each
     */
    static Thumbnails of(float[][] pictures) {
        byte[] mean = mean(pictures);
        double squares = 0;
        for (float[] picture : pictures) {
            for (int c = 0; c < CELLS; c++) {
                double change = picture[c] - (mean[c] & 255);
                squares += change * change;
            }
        }
        double change = Math.sqrt(squares / CELLS / pictures.length);
        float step = (float) Math.max(MIN_STEP, change / STEPS);
        byte[] changes = new byte[pictures.length * PACKED];
        for (int i = 0; i < pictures.length; i++) {
            for (int c = 0; c < CELLS; c++) {
                int steps = Math.round((pictures[i][c] - (mean[c] & 255)) / step + MIDDLE);
                changes[i * PACKED + c / 2] |=
                        (byte) (Math.clamp(steps, 0, 15) << (c % 2 == 0 ? 0 : 4));
            }
        }
        return new Thumbnails(mean, step, changes);
    }

    private static byte[] mean(float[][] pictures) {
        byte[] mean = new byte[CELLS];
        for (int c = 0; c < CELLS; c++) {
            float sum = 0;
            for (float[] picture : pictures) {
                sum += picture[c];
            }
            mean[c] = (byte) Math.round(sum / pictures.length);
        }
        return mean;
    }

    int count() {
        return changes.length / PACKED;
    }

    /** Returns the root-mean-square change of a cell, in grey levels. */
    double change() {
        return step * STEPS;
    }

    void read(int sample, float[] out) {
        int from = sample * PACKED;
        for (int i = 0; i < PACKED; i++) {
            int two = changes[from + i];
            out[2 * i] = (mean[2 * i] & 255) + step * ((two & 15) - MIDDLE);
            out[2 * i + 1] = (mean[2 * i + 1] & 255) + step * (((two >> 4) & 15) - MIDDLE);
        }
    }

    /** Returns a subset of the samples. */
    Thumbnails only(int[] samples) {
        byte[] kept = new byte[samples.length * PACKED];
        for (int i = 0; i < samples.length; i++) {
            System.arraycopy(changes, samples[i] * PACKED, kept, i * PACKED, PACKED);
        }
        return new Thumbnails(mean, step, kept);
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
