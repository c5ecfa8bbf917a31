package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lessons that are put aside once, to check on: whole groups, and of every class about the share
 * that was asked for.
 *
 * @param training those to learn from, in rising order
 * @param validation the others, in rising order
 */
public record HoldoutSplit(int[] training, int[] validation) {
    private static final int FOLDS = 10;

    /**
     * Deals the groups out to ten folds and takes those that hold the share best, of every class
     * something on either side.
     *
     * @param classCount how many classes there are
     * @param share of each class, above 0 and below 1
     * @throws IllegalArgumentException when the groups do not allow a class on both sides
     */
    public static HoldoutSplit of(
            List<TrainingExample> lessons, int classCount, double share, long seed) {
        int[] classes = TrainingExample.classes(lessons);
        GroupedFolds folds =
                GroupedFolds.grouped(
                        TrainingExample.groups(lessons), classes, classCount, FOLDS, seed);
        int[][] counts = new int[folds.count()][classCount];
        for (int f = 0; f < counts.length; f++) {
            for (int i : folds.validationIndices(f)) {
                counts[f][classes[i]]++;
            }
        }
        int best = best(counts, share);
        int[] checked =
                IntStream.range(0, counts.length)
                        .filter(f -> contains(best, f))
                        .flatMap(f -> Arrays.stream(folds.validationIndices(f)))
                        .sorted()
                        .toArray();
        int[] learned =
                IntStream.range(0, classes.length)
                        .filter(i -> Arrays.binarySearch(checked, i) < 0)
                        .toArray();
        return new HoldoutSplit(learned, checked);
    }

    /** Which folds, a bit each. */
    private static int best(int[][] counts, double share) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int folds = 1; folds < 1 << counts.length; folds++) {
            double missed = deviation(folds, counts, share);
            if (missed < least) {
                least = missed;
                best = folds;
            }
        }
        if (best == 0) {
            throw new IllegalArgumentException("each class is needed on both sides");
        }
        return best;
    }

    /** By how much some folds miss the share; infinite where a class is on one side only. */
    private static double deviation(int folds, int[][] counts, double share) {
        double missed = 0;
        for (int c = 0; c < counts[0].length; c++) {
            int all = 0;
            int aside = 0;
            for (int f = 0; f < counts.length; f++) {
                all += counts[f][c];
                aside += contains(folds, f) ? counts[f][c] : 0;
            }
            if (aside == 0 || aside == all) {
                return Double.POSITIVE_INFINITY;
            }
            double off = (double) aside / all - share;
            missed += off * off;
        }
        return missed;
    }

    private static boolean contains(int folds, int fold) {
        return (folds >> fold & 1) == 1;
    }
}
