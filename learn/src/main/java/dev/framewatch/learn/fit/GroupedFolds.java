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

/** Cross-validation folds: which images are used for training and validation in each round. */
public final class GroupedFolds {
    private final int[] fold;
    private final int count;

    private GroupedFolds(int[] fold, int count) {
        this.fold = fold;
        this.count = count;
    }

    /**
     * Creates stratified folds that never split a group: groups are assigned from the largest to
     * the smallest, each to the fold that most lacks its classes; groups of equal size are ordered
     * by the seed. With fewer groups than folds, there are as many folds as groups.
     *
     * @param groups group of each image
     * @param positive class of each image
     * @param maxFolds maximum number of folds, at least 2
     */
    public static GroupedFolds grouped(
            List<String> groups, boolean[] positive, int maxFolds, long seed) {
        int[] classes = new int[positive.length];
        Arrays.setAll(classes, i -> positive[i] ? 1 : 0);
        return grouped(groups, classes, 2, maxFolds, seed);
    }

    /**
     * Creates folds for several classes, like {@link #grouped(List, boolean[], int, long)}.
     *
     * @param classes class of each image, from 0
     * @param classCount number of classes
     */
    static GroupedFolds grouped(
            List<String> groups, int[] classes, int classCount, int maxFolds, long seed) {
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            members.computeIfAbsent(groups.get(i), _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> ordered = new ArrayList<>(members.values());
        Collections.shuffle(ordered, new Random(seed));
        ordered.sort(Comparator.comparingInt((List<Integer> group) -> group.size()).reversed());
        double[] classSizes = new double[classCount];
        for (int label : classes) {
            classSizes[label]++;
        }
        int count = Math.min(maxFolds, ordered.size());
        double[][] assigned = new double[count][classCount];
        int[] fold = new int[classes.length];
        for (List<Integer> group : ordered) {
            double[] fractions = new double[classCount];
            for (int i : group) {
                fractions[classes[i]] += 1 / classSizes[classes[i]];
            }
            int target = emptiestFold(assigned, fractions);
            for (int c = 0; c < classCount; c++) {
                assigned[target][c] += fractions[c];
            }
            for (int i : group) {
                fold[i] = target;
            }
        }
        return new GroupedFolds(fold, count);
    }

    /**
     * Returns the fold in which the sum of squared class fractions would grow least; ties go to the
     * emptier fold.
     */
    private static int emptiestFold(double[][] assigned, double[] fractions) {
        int best = 0;
        double leastGrowth = Double.POSITIVE_INFINITY;
        for (int f = 0; f < assigned.length; f++) {
            double growth = 0;
            double held = 0;
            double bestHeld = 0;
            for (int c = 0; c < fractions.length; c++) {
                growth += fractions[c] * (fractions[c] + 2 * assigned[f][c]);
                held += assigned[f][c];
                bestHeld += assigned[best][c];
            }
            boolean emptier = held < bestHeld;
            if (growth < leastGrowth || (growth == leastGrowth && emptier)) {
                leastGrowth = growth;
                best = f;
            }
        }
        return best;
    }

    public int count() {
        return count;
    }

    /** Returns the indices of the images to train on in a round, ascending. */
    public int[] trainingIndices(int round) {
        return IntStream.range(0, fold.length).filter(i -> fold[i] != round).toArray();
    }

    /** Returns the indices of the images held out in a round, ascending. */
    public int[] validationIndices(int round) {
        return IntStream.range(0, fold.length).filter(i -> fold[i] == round).toArray();
    }
}
