package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Which pictures are held back in which round of a cross-validation. */
public final class GroupedFolds {
    private final int[] fold;
    private final int count;

    private GroupedFolds(int[] fold, int count) {
        this.fold = fold;
        this.count = count;
    }

    /**
     * Folds that never split a group, with about as many positives and negatives in each: groups
     * are dealt out from the largest to the smallest, each to the fold that lacks its classes most;
     * groups of one size come in an order that follows from the seed. With fewer groups than folds,
     * there are as many folds as groups.
     *
     * @param groups the group of each picture
     * @param positive the class of each picture
     * @param wanted how many folds, at least 2
     */
    public static GroupedFolds grouped(
            List<String> groups, boolean[] positive, int wanted, long seed) {
        int[] classes = new int[positive.length];
        Arrays.setAll(classes, i -> positive[i] ? 1 : 0);
        return grouped(groups, classes, 2, wanted, seed);
    }

    /**
     * As {@link #grouped(List, boolean[], int, long)}, for several classes.
     *
     * @param classes the class of each picture, from 0
     * @param classCount how many classes there are
     */
    static GroupedFolds grouped(
            List<String> groups, int[] classes, int classCount, int wanted, long seed) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            members.computeIfAbsent(groups.get(i), _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> dealt = new ArrayList<>(members.values());
        Collections.shuffle(dealt, new Random(seed));
        dealt.sort(Comparator.comparingInt((List<Integer> group) -> group.size()).reversed());
        double[] unit = new double[classCount];
        for (int one : classes) {
            unit[one]++;
        }
        int count = Math.min(wanted, dealt.size());
        double[][] filled = new double[count][classCount];
        int[] fold = new int[classes.length];
        for (List<Integer> group : dealt) {
            double[] share = new double[classCount];
            for (int i : group) {
                share[classes[i]] += 1 / unit[classes[i]];
            }
            int emptiest = emptiest(filled, share);
            for (int c = 0; c < classCount; c++) {
                filled[emptiest][c] += share[c];
            }
            for (int i : group) {
                fold[i] = emptiest;
            }
        }
        return new GroupedFolds(fold, count);
    }

    /**
     * The fold in which the sum of squared class shares would grow least; of equals the one that
     * holds least.
     */
    private static int emptiest(double[][] filled, double[] share) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int f = 0; f < filled.length; f++) {
            double growth = 0;
            double held = 0;
            double bestHeld = 0;
            for (int c = 0; c < share.length; c++) {
                growth += share[c] * (share[c] + 2 * filled[f][c]);
                held += filled[f][c];
                bestHeld += filled[best][c];
            }
            boolean emptier = held < bestHeld;
            if (growth < least || (growth == least && emptier)) {
                least = growth;
                best = f;
            }
        }
        return best;
    }

    public int count() {
        return count;
    }

    /** The pictures that a round learns from, in order. */
    public int[] trainingIndices(int round) {
        return IntStream.range(0, fold.length).filter(i -> fold[i] != round).toArray();
    }

    /** The pictures that a round holds back, in order. */
    public int[] validationIndices(int round) {
        return IntStream.range(0, fold.length).filter(i -> fold[i] == round).toArray();
    }
}
