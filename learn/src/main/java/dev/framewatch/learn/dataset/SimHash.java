package dev.framewatch.learn.dataset;

/**
 * 512-bit locality-sensitive hash for a fast similarity test: each bit tells on which side of a
 * random hyperplane the vector lies, so two vectors at an angle a differ in about 512 a / pi bits
 * (Charikar, Similarity Estimation Techniques from Rounding Algorithms, 2002). The hyperplanes are
 * rows of a Hadamard matrix with random signs, evaluated together by a fast transform.
 */
final class SimHash {
    private static final int BITS = 512;
    private static final int WORDS = BITS / Long.SIZE;

    /** Tolerance in standard deviations; fewer than one pair in 30,000 exceeds it. */
    private static final double MAX_DEVIATIONS = 4;

    private final long[] words = new long[WORDS];

    /**
     * Computes the hash.
     *
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
        SimHash hash = new SimHash();
        for (int bit = 0; bit < BITS; bit++) {
            if (values[4 * bit] > 0) {
                hash.words[bit / Long.SIZE] |= 1L << bit;
            }
        }
        return hash;
    }

    /** Returns a pseudo-random sign per index; deterministic. */
    private static boolean sign(int position) {
        long bits = (position + 1) * 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 32)) * 0xff51afd7ed558ccdL;
        return bits < 0;
    }

    /**
     * Maximum Hamming distances of vectors with at least a certain cosine similarity, up to a
     * negligible error probability.
     *
     * @param firstHalf maximum over the first 256 bits
     * @param total maximum over all bits
     */
    record Limit(int firstHalf, int total) {
        static Limit of(double cosine) {
            double fraction = Math.acos(cosine) / Math.PI;
            return new Limit(maxDistance(BITS / 2, fraction), maxDistance(BITS, fraction));
        }

        private static int maxDistance(int bits, double fraction) {
            double expected = bits * fraction;
            return (int)
                    Math.ceil(expected + MAX_DEVIATIONS * Math.sqrt(expected * (1 - fraction)));
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
