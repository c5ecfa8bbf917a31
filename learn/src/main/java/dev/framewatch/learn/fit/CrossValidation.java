package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * Learns as often as there are folds, each time from the others, several times over with folds
 * dealt out differently, so that the luck of one deal does not decide. What is used in the end
 * learns from everything.
 *
 * @param folds at least 2
 * @param repeats at least 1
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

    /** Fits run in parallel; each learner is deterministic, so their order does not matter. */
    @Override
    public ValidationResult validate(
            List<Example> examples, List<String> groups, Learner learner, long seed) {
        boolean[] positive = labels(examples);
        List<GroupedFolds> deals =
                IntStream.range(0, repeats)
                        .mapToObj(r -> GroupedFolds.grouped(groups, positive, folds, seed + r))
                        .toList();
        int rounds = deals.getFirst().count();
        double[][] logits = new double[repeats][examples.size()];
        AtomicReference<Scorer> ofEverything = new AtomicReference<>();
        IntStream.rangeClosed(0, repeats * rounds)
                .parallel()
                .forEach(fit -> {
                    if (fit == 0) {
                        ofEverything.set(learner.fit(Example.trainingBags(examples)));
                    } else {
                        int repeat = (fit - 1) / rounds;
                        scoreFold(
                                examples,
                                deals.get(repeat),
                                (fit - 1) % rounds,
                                learner,
                                logits[repeat]);
                    }
                });
        int[] all = IntStream.range(0, examples.size()).toArray();
        return new ValidationResult(all, mean(logits), Objects.requireNonNull(ofEverything.get()));
    }

    private static void scoreFold(
            List<Example> examples,
            GroupedFolds folds,
            int round,
            Learner learner,
            double[] logits) {
        Scorer scorer = learner.fit(trainingBags(examples, folds.trainingIndices(round)));
        for (int i : folds.validationIndices(round)) {
            logits[i] = scorer.logit(examples.get(i).bag());
        }
    }

    private static double[] mean(double[][] logits) {
        double[] mean = new double[logits[0].length];
        for (double[] once : logits) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += once[i] / logits.length;
            }
        }
        return mean;
    }

    private static List<Bag> trainingBags(List<Example> examples, int[] which) {
        return Example.trainingBags(Arrays.stream(which).mapToObj(examples::get).toList());
    }

    private static boolean[] labels(List<Example> examples) {
        boolean[] positive = new boolean[examples.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = examples.get(i).bag().positive();
        }
        return positive;
    }
}
