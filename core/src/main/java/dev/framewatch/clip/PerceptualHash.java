package dev.framewatch.clip;

/**
 * 64 bits that tell what a picture looks like from afar: the signs of its lowest spatial
 * frequencies, lowest first, as in pHash (Zauner, Implementation and benchmarking of perceptual
 * image hash functions, 2010). A sign does not change with brightness or contrast.
 */
final class PerceptualHash {
    /** The picture is given as so many rows of as many cells. */
    static final int SIDE = 12;

    /** The hash of a picture that shows too little to have one. */
    static final long NONE = 0;

    private static final int FREQUENCIES = 11;

    /** Grey levels, the root of the mean square about the mean. */
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

    /** The 64 lowest pairs of frequencies without the mean, as row frequency * 16 + column's. */
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

    /** Mirroring changes the sign of what is odd across. */
    private static long mirror() {
        long bits = 0;
        for (int i = 0; i < ORDER.length; i++) {
            if ((ORDER[i] & 1) != 0) {
                bits |= 1L << i;
            }
        }
        return bits;
    }

    /** The hash of the mirrored picture. */
    static long mirrored(long hash) {
        return hash == NONE ? NONE : hash ^ MIRROR;
    }

    /** {@link #NONE} for a picture that is nearly of one colour. */
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
