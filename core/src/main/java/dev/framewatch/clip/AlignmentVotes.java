package dev.framewatch.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * Accumulates votes for alignments (Hough voting): samples of the query clip that matched samples
 * of a stored clip at the same time offset, in bins of one second. Each sample votes once per
 * alignment, with its best match.
 */
final class AlignmentVotes {
    private static final int OFFSET_BITS = 12;
    private static final int OFFSET_ZERO = 1 << (OFFSET_BITS - 1);
    private static final int INITIAL_SIZE = 1 << 12;

    /** Maximum number of alignments considered per clip. */
    private static final int MAX_PER_CLIP = 2;

    /** Open addressing: indices into the arrays below, -1 if free. */
    private int[] slots = freeSlots(4 * INITIAL_SIZE);

    private long[] keys = new long[INITIAL_SIZE];
    private float[] sums = new float[INITIAL_SIZE];
    private int[] voters = new int[INITIAL_SIZE];
    private float[] votes = new float[INITIAL_SIZE];
    private float[] bests = new float[INITIAL_SIZE];
    private short[] views = new short[INITIAL_SIZE];
    private int size;

    /**
     * An alignment with many votes.
     *
     * @param clip number of the stored clip
     * @param mirrored whether the stored clip is mirrored
     * @param offset time in the stored clip at which the query clip begins, in seconds, to 0.5 s
     * @param queryView region of the query image that matched
     * @param storedView region of the stored image that matched
     */
    record Candidate(int clip, boolean mirrored, double offset, int queryView, int storedView) {}

    private static int[] freeSlots(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, -1);
        return slots;
    }

    private static long key(int clip, boolean mirrored, int bin) {
        long clipKey = 2L * clip + (mirrored ? 1 : 0);
        return (clipKey << OFFSET_BITS) + bin + OFFSET_ZERO;
    }

    /**
     * Adds a vote.
     *
     * @param offset seconds by which the stored sample is later, within 2000 of 0
     * @param voter number of the voting sample; all votes of a sample must be added consecutively
     * @param weight above 0
     */
    void vote(
            int clip,
            boolean mirrored,
            double offset,
            int voter,
            int queryView,
            int storedView,
            float weight) {
        int at = findOrAdd(key(clip, mirrored, (int) Math.floor(offset)));
        if (voters[at] != voter) {
            voters[at] = voter;
            votes[at] = 0;
        }
        if (weight > votes[at]) {
            sums[at] += weight - votes[at];
            votes[at] = weight;
        }
        if (weight > bests[at]) {
            bests[at] = weight;
            views[at] = (short) ((queryView << 8) + storedView);
        }
    }

    private int findOrAdd(long key) {
        int slot = slot(key);
        if (slots[slot] >= 0) {
            return slots[slot];
        }
        if (4 * size >= slots.length || size == keys.length) {
            grow();
            slot = slot(key);
        }
        slots[slot] = size;
        keys[size] = key;
        voters[size] = -1;
        return size++;
    }

    /** Returns the slot of a key, occupied or free. */
    private int slot(long key) {
        int mask = slots.length - 1;
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (slots[slot] >= 0 && keys[slots[slot]] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        sums = Arrays.copyOf(sums, 2 * size);
        voters = Arrays.copyOf(voters, 2 * size);
        votes = Arrays.copyOf(votes, 2 * size);
        bests = Arrays.copyOf(bests, 2 * size);
        views = Arrays.copyOf(views, 2 * size);
        slots = freeSlots(2 * slots.length);
        for (int i = 0; i < size; i++) {
            slots[slot(keys[i])] = i;
        }
    }

    /** Returns the alignments with the most votes among the wanted clips, in descending order. */
    List<Candidate> top(int count, IntPredicate isEligible) {
        float[] totals = new float[size];
        PriorityQueue<Integer> top =
                new PriorityQueue<>(Comparator.comparingDouble(i -> totals[i]));
        for (int i = 0; i < size; i++) {
            int next = slots[slot(keys[i] + 1)];
            totals[i] = sums[i] + (next < 0 ? 0 : sums[next]);
            Integer lowest = top.size() < MAX_PER_CLIP * count ? null : top.peek();
            if ((lowest == null || totals[i] > totals[lowest]) && isEligible.test(clip(i))) {
                top.add(i);
                if (lowest != null) {
                    top.remove();
                }
            }
        }
        List<Integer> sorted = new ArrayList<>(top);
        sorted.sort(Comparator.comparingDouble(i -> -totals[i]));
        Map<Long, Integer> countByClip = new HashMap<>();
        return sorted.stream()
                .filter(i ->
                        countByClip.merge(keys[i] >> OFFSET_BITS, 1, Integer::sum) <= MAX_PER_CLIP)
                .limit(count)
                .map(this::candidate)
                .toList();
    }

    private int clip(int at) {
        return (int) (keys[at] >> (OFFSET_BITS + 1));
    }

    private Candidate candidate(int at) {
        int bin = (int) (keys[at] & ((1 << OFFSET_BITS) - 1)) - OFFSET_ZERO;
        int next = slots[slot(keys[at] + 1)];
        double later = next < 0 ? 0 : sums[next] / (sums[at] + sums[next]);
        int best = next >= 0 && bests[next] > bests[at] ? views[next] : views[at];
        return new Candidate(
                clip(at),
                ((keys[at] >> OFFSET_BITS) & 1) != 0,
                bin + 0.5 + later,
                best >> 8,
                best & 255);
    }
}
