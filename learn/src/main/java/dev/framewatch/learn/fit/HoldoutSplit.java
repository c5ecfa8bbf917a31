package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A single stratified split by groups into a training and a validation set.
 *
 * @param training indices of the training set, ascending
 * @param validation indices of the validation set, ascending
 */
public record HoldoutSplit(int[] training, int[] validation) {
    private static final int FOLDS = 10;

    /**
     * Distributes the groups over ten folds and holds out the combination of folds that comes
     * closest to the requested fraction of each class, with every class on both sides.
     *
     * @param classCount number of classes
     * @param fraction of each class to hold out, above 0 and below 1
     * @throws IllegalArgumentException if the groups do not allow every class on both sides
     */
    public static HoldoutSplit of(
            List<Example> examples, int classCount, double fraction, long seed) {
        int[] classes = Example.classes(examples);
        GroupedFolds folds =
                GroupedFolds.grouped(Example.groups(examples), classes, classCount, FOLDS, seed);
        int[][] counts = new int[folds.count()][classCount];
        for (int f = 0; f < counts.length; f++) {
            for (int i : folds.validationIndices(f)) {
                counts[f][classes[i]]++;
            }
        }
        int best = best(counts, fraction);
        int[] validation =
                IntStream.range(0, counts.length)
                        .filter(f -> contains(best, f))
                        .flatMap(f -> Arrays.stream(folds.validationIndices(f)))
                        .sorted()
                        .toArray();
        int[] training =
                IntStream.range(0, classes.length)
                        .filter(i -> Arrays.binarySearch(validation, i) < 0)
                        .toArray();
        return new HoldoutSplit(training, validation);
    }

    /** Returns the examples of the training set. */
    List<Example> training(List<Example> examples) {
        return Arrays.stream(training).mapToObj(examples::get).toList();
    }

    /** Returns the best combination of folds as a bit mask. */
    private static int best(int[][] counts, double fraction) {
        int best = 0;
        double leastDeviation = Double.POSITIVE_INFINITY;
        for (int folds = 1; folds < 1 << counts.length; folds++) {
            double deviation = deviation(folds, counts, fraction);
            if (deviation < leastDeviation) {
                leastDeviation = deviation;
                best = folds;
            }
        }
        if (best == 0) {
            throw new IllegalArgumentException(
                    "every class must be in both the training and the validation set");
        }
        return best;
    }

    /**
     * Returns the squared deviation of a combination of folds from the requested fraction, summed
     * over the classes; infinite if a class is on one side only.
     */
    private static double deviation(int folds, int[][] counts, double fraction) {
        double deviation = 0;
        for (int c = 0; c < counts[0].length; c++) {
            int total = 0;
            int heldOut = 0;
            for (int f = 0; f < counts.length; f++) {
                total += counts[f][c];
                heldOut += contains(folds, f) ? counts[f][c] : 0;
            }
            if (heldOut == 0 || heldOut == total) {
                return Double.POSITIVE_INFINITY;
            }
            double error = (double) heldOut / total - fraction;
            deviation += error * error;
        }
        return deviation;
    }

    private static boolean contains(int folds, int fold) {
        return (folds >> fold & 1) == 1;
    }
}
