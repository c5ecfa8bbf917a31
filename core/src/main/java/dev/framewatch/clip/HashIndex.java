package dev.framewatch.clip;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Finds the samples whose hash has a given key: one table of a multi-index (Norouzi, Punjani,
 * Fleet, Fast search in Hamming space with multi-index hashing, 2012). Most entries are sorted by
 * key in flat arrays; recent ones are chained until they are merged.
 */
final class HashIndex {
    static final int KEY_BITS = 20;
    private static final int KEYS = 1 << KEY_BITS;
    private static final int INITIAL_SIZE = 1 << 10;
    private static final int MIN_RECENT = 1 << 16;

    /** Maximum number of samples examined per key, the most recent first. */
    private static final int MAX_PER_KEY = 4096;

    private final long keyMask;
    private final IntPredicate isPresent;
    private int[] starts = new int[KEYS + 1];
    private long[] hashes = new long[0];
    private int[] owners = new int[0];
    private final int[] heads = new int[KEYS];
    private int[] nextRecent = new int[INITIAL_SIZE];
    private long[] recentHashes = new long[INITIAL_SIZE];
    private int[] recentOwners = new int[INITIAL_SIZE];
    private int recentCount;

    /** Receives each entry found. */
    @FunctionalInterface
    interface Visitor {
        void visit(int owner, int distance);
    }

    /**
     * Creates an index.
     *
     * @param keyMask the bits of a hash that form its key, {@value #KEY_BITS} of them
     * @param alive whether an owner is still present; entries of others are dropped when merging
     */
    HashIndex(long keyMask, IntPredicate alive) {
        this.keyMask = keyMask;
        this.isPresent = alive;
        Arrays.fill(heads, -1);
    }

    private int key(long hash) {
        return (int) Long.compress(hash, keyMask);
    }

    void add(long hash, int owner) {
        if (recentCount == nextRecent.length) {
            if (recentCount >= Math.max(MIN_RECENT, hashes.length / 4)) {
                mergeRecent();
            } else {
                nextRecent = Arrays.copyOf(nextRecent, 2 * recentCount);
                recentHashes = Arrays.copyOf(recentHashes, 2 * recentCount);
                recentOwners = Arrays.copyOf(recentOwners, 2 * recentCount);
            }
        }
        int key = key(hash);
        recentHashes[recentCount] = hash;
        recentOwners[recentCount] = owner;
        nextRecent[recentCount] = heads[key];
        heads[key] = recentCount++;
    }

    private void mergeRecent() {
        int[] begins = new int[KEYS + 1];
        long[] allHashes = new long[hashes.length + recentCount];
        int[] allOwners = new int[allHashes.length];
        int count = 0;
        for (int key = 0; key < KEYS; key++) {
            begins[key] = count;
            for (int at = starts[key]; at < starts[key + 1]; at++) {
                if (isPresent.test(owners[at])) {
                    allHashes[count] = hashes[at];
                    allOwners[count++] = owners[at];
                }
            }
            int begin = count;
            for (int at = heads[key]; at >= 0; at = nextRecent[at]) {
                if (isPresent.test(recentOwners[at])) {
                    allHashes[count] = recentHashes[at];
                    allOwners[count++] = recentOwners[at];
                }
            }
            reverse(allHashes, allOwners, begin, count);
        }
        begins[KEYS] = count;
        starts = begins;
        hashes = count == allHashes.length ? allHashes : Arrays.copyOf(allHashes, count);
        owners = count == allOwners.length ? allOwners : Arrays.copyOf(allOwners, count);
        recentCount = 0;
        nextRecent = new int[INITIAL_SIZE];
        recentHashes = new long[INITIAL_SIZE];
        recentOwners = new int[INITIAL_SIZE];
        Arrays.fill(heads, -1);
    }

    /** Reverses a range: chains store the latest entry first. */
    private static void reverse(long[] hashes, int[] owners, int from, int to) {
        for (int low = from, high = to - 1; low < high; low++, high--) {
            long hash = hashes[low];
            hashes[low] = hashes[high];
            hashes[high] = hash;
            int owner = owners[low];
            owners[low] = owners[high];
            owners[high] = owner;
        }
    }

    /**
     * Visits the entries whose key differs in at most one bit and whose whole hash differs in at
     * most {@code maxDistance} bits.
     */
    void visitNear(long hash, int maxDistance, Visitor visitor) {
        int key = key(hash);
        visit(key, hash, maxDistance, visitor);
        for (int bit = 0; bit < KEY_BITS; bit++) {
            visit(key ^ (1 << bit), hash, maxDistance, visitor);
        }
    }

    private void visit(int key, long hash, int maxDistance, Visitor visitor) {
        int remaining = MAX_PER_KEY;
        for (int at = heads[key]; at >= 0 && remaining > 0; at = nextRecent[at], remaining--) {
            int distance = Long.bitCount(hash ^ recentHashes[at]);
            if (distance <= maxDistance) {
                visitor.visit(recentOwners[at], distance);
            }
        }
        int end = Math.max(starts[key], starts[key + 1] - remaining);
        for (int at = starts[key + 1] - 1; at >= end; at--) {
            int distance = Long.bitCount(hash ^ hashes[at]);
            if (distance <= maxDistance) {
                visitor.visit(owners[at], distance);
            }
        }
    }
}
