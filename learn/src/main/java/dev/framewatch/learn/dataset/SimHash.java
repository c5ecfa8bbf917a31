package dev.framewatch.learn.dataset;

/**
 * 512 bits that tell in nanoseconds whether two vectors may be alike: each says on which side of a
 * random plane the vector lies, so two vectors at an angle a differ in about 512 a / pi of them
 * (Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002). The planes are rows
 * of a Hadamard matrix with random signs, which a fast transform computes in one go.
 */
final class SimHash {
    private static final int BITS = 512;
    private static final int WORDS = BITS / Long.SIZE;

    /** Beyond this many standard deviations no pair in 30 000 lies. */
    private static final double MAX_DEVIATIONS = 4;

    private final long[] words = new long[WORDS];

    /**
     * @param vector at most 2048 values
     */
    static SimHash of(float[] vector) {
        float[] values = new float[2048];
        for (int i = 0; i < vector.length; i++) {
            values[i] = sign(i) ? vector[i] : -vector[i];
        }
        for (int half = 1; half < values.length; half *= 2) {
            for (int block = 0; block < values.length; block += 2 * half) {
                for (int i = block; i < block + half; i++) {
                    float one = values[i];
                    float other = values[i + half];
                    values[i] = one + other;
                    values[i + half] = one - other;
                }
            }
        }
        SimHash sketch = new SimHash();
        for (int bit = 0; bit < BITS; bit++) {
            if (values[4 * bit] > 0) {
                sketch.words[bit / Long.SIZE] |= 1L << bit;
            }
        }
        return sketch;
    }

    /** A fair coin for each position, always the same. */
    private static boolean sign(int position) {
        long mixed = (position + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xff51afd7ed558ccdL;
        return mixed < 0;
    }

    /**
     * The most bits in which vectors of at least a certain cosine differ, by all that is likely.
     *
     * @param firstHalf of the first 256 bits
     * @param total of all
     */
    record Limit(int firstHalf, int total) {
        static Limit of(double cosine) {
            double share = Math.acos(cosine) / Math.PI;
            return new Limit(maxDistance(BITS / 2, share), maxDistance(BITS, share));
        }

        private static int maxDistance(int bits, double share) {
            double expected = bits * share;
            return (int) Math.ceil(expected + MAX_DEVIATIONS * Math.sqrt(expected * (1 - share)));
        }
    }

    boolean isWithin(Limit limit, SimHash other) {
        int differing = hammingDistance(other, 0, WORDS / 2);
        return differing <= limit.firstHalf
                && differing + hammingDistance(other, WORDS / 2, WORDS) <= limit.total;
    }

    private int hammingDistance(SimHash other, int from, int to) {
        int bits = 0;
        for (int i = from; i < to; i++) {
            bits += Long.bitCount(words[i] ^ other.words[i]);
        }
        return bits;
    }
}
