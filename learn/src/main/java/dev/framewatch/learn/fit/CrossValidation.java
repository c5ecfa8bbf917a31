package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Repeated k-fold cross-validation: each fold is scored by a model trained on the others, and the
 * repeats use different random folds, so that the result depends less on a single partition. The
 * returned scorer is trained on all examples.
 *
 * @param folds number of folds, at least 2
 * @param repeats number of repeats, at least 1
 */
public record CrossValidation(int folds, int repeats) implements ValidationStrategy {
    public CrossValidation {
        if (folds < 2 || repeats < 1) {
            throw new IllegalArgumentException("%d folds, %d repeats".formatted(folds, repeats));
        }
    }

    @Override
    public int fitCount() {
        return folds * repeats + 1;
    }

    /**
     * Runs the fits in parallel; every learner is deterministic, so their order does not matter.
     */
    @Override
    public ValidationResult validate(List<Example> examples, Learner learner, long seed) {
        List<String> groups = Example.groups(examples);
        boolean[] positive = Example.labels(examples);
        List<GroupedFolds> partitions =
                IntStream.range(0, repeats)
                        .mapToObj(r -> GroupedFolds.grouped(groups, positive, folds, seed + r))
                        .toList();
        int rounds = partitions.getFirst().count();
        double[][][] scores = new double[repeats][examples.size()][];
        AtomicReference<Scorer> finalScorer = new AtomicReference<>();
        IntStream.rangeClosed(0, repeats * rounds)
                .parallel()
                .forEach(fit -> {
                    if (fit == 0) {
                        finalScorer.set(learner.fit(examples));
                    } else {
                        int repeat = (fit - 1) / rounds;
                        scoreFold(
                                examples,
                                partitions.get(repeat),
                                (fit - 1) % rounds,
                                learner,
                                scores[repeat]);
                    }
                });
        int[] all = IntStream.range(0, examples.size()).toArray();
        return new ValidationResult(all, mean(scores), Objects.requireNonNull(finalScorer.get()));
    }

    private static void scoreFold(
            List<Example> examples,
            GroupedFolds folds,
            int round,
            Learner learner,
            double[][] scores) {
        Scorer scorer = learner.fit(of(examples, folds.trainingIndices(round)));
        for (int i : folds.validationIndices(round)) {
            scores[i] = scorer.logits(examples.get(i).vectors());
        }
    }

    /** Returns the mean over the repeats. */
    private static double[][] mean(double[][][] scores) {
        double[][] mean = new double[scores[0].length][];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = new double[scores[0][i].length];
            for (double[][] repeat : scores) {
                for (int j = 0; j < mean[i].length; j++) {
                    mean[i][j] += repeat[i][j] / scores.length;
                }
            }
        }
        return mean;
    }

    private static List<Example> of(List<Example> examples, int[] indices) {
        return Arrays.stream(indices).mapToObj(examples::get).toList();
    }
}
