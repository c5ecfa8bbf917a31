package dev.framewatch.clip;

/**
 * A 64-bit perceptual hash: the signs of the lowest spatial frequencies, lowest first, as in pHash
 * (Zauner, Implementation and benchmarking of perceptual image hash functions, 2010). Signs are
 * invariant to brightness and contrast.
 */
final class PerceptualHash {
    /** Rows and columns of the input grid. */
    static final int SIDE = 12;

    /** The hash of an image with too little contrast. */
    static final long NONE = 0;

    private static final int FREQUENCIES = 11;

    /** Minimum root-mean-square contrast, in grey levels. */
    private static final double MIN_CONTRAST = 3;

    private static final float[][] WAVES = waves();
    private static final int[] ORDER = order();
    private static final long MIRROR = mirror();

    private final float[] across = new float[SIDE * FREQUENCIES];

    private static float[][] waves() {
        float[][] waves = new float[FREQUENCIES][SIDE];
        for (int k = 0; k < FREQUENCIES; k++) {
            for (int i = 0; i < SIDE; i++) {
                waves[k][i] = (float) Math.cos(Math.PI * k * (i + 0.5) / SIDE);
            }
        }
        return waves;
    }

    /** Returns the 64 lowest frequency pairs without the mean, as 16 * row + column. */
    private static int[] order() {
        int[] order = new int[Long.SIZE];
        int found = 0;
        for (int sum = 1; found < order.length; sum++) {
            for (int down = 0; down <= sum && found < order.length; down++) {
                order[found++] = down * 16 + sum - down;
            }
        }
        return order;
    }

    /** Returns the bits that mirroring flips: those of odd horizontal frequency. */
    private static long mirror() {
        long bits = 0;
        for (int i = 0; i < ORDER.length; i++) {
            if ((ORDER[i] & 1) != 0) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    /** Returns the hash of the mirrored image. */
    static long mirrored(long hash) {
        return hash == NONE ? NONE : hash ^ MIRROR;
    }

    /** Returns the hash of a grid of cell means; {@link #NONE} if it is nearly uniform. */
    long of(float[] cells) {
        if (contrast(cells) < MIN_CONTRAST) {
            return NONE;
        }
        for (int row = 0; row < SIDE; row++) {
            for (int k = 0; k < FREQUENCIES; k++) {
                float sum = 0;
                for (int i = 0; i < SIDE; i++) {
                    sum += cells[row * SIDE + i] * WAVES[k][i];
                }
                across[row * FREQUENCIES + k] = sum;
            }
        }
        long hash = 0;
        for (int bit = 0; bit < ORDER.length; bit++) {
            int column = ORDER[bit] & 15;
            float[] wave = WAVES[ORDER[bit] >> 4];
            float sum = 0;
            for (int row = 0; row < SIDE; row++) {
                sum += across[row * FREQUENCIES + column] * wave[row];
            }
            if (sum > 0) {
                hash |= 1L << bit;
            }
        }
        return hash == NONE ? 1 : hash;
    }

    private static double contrast(float[] cells) {
        double sum = 0;
        double squares = 0;
        for (float cell : cells) {
            sum += cell;
            squares += cell * cell;
        }
        double mean = sum / cells.length;
        return Math.sqrt(Math.max(0, squares / cells.length - mean * mean));
    }
}
