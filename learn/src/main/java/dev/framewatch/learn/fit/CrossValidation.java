package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns as often as there are folds, each time from the others, several times over with folds
 * dealt out differently, so that the luck of one deal does not decide. What is used in the end
 * learns from everything.
 *
 * @param folds at least 2
 * @param repeats at least 1
 */
public record CrossValidation(int folds, int repeats) {
    public CrossValidation {
        if (folds < 2 || repeats < 1) {
            throw new IllegalArgumentException("%d folds, %d repeats".formatted(folds, repeats));
        }
    }

    /**
     * @param groups the group of each picture, which is never on both sides
     * @throws IllegalArgumentException when some round has one class only to learn from
     */
    public Examined examine(
            List<Example> examples, List<String> groups, Learner learner, long seed) {
        boolean[] positive = labels(examples);
        double[] mean = new double[examples.size()];
        for (int repeat = 0; repeat < repeats; repeat++) {
            Folds dealt = Folds.grouped(groups, positive, folds, seed + repeat);
            double[] logits = outOfFold(examples, dealt, learner);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += logits[i] / repeats;
            }
        }
        int[] all = IntStream.range(0, mean.length).toArray();
        return new Examined(all, mean, learner.fit(Example.lessons(examples)));
    }

    /** Folds run in parallel; each learner is deterministic, so their order does not matter. */
    private static double[] outOfFold(List<Example> examples, Folds folds, Learner learner) {
        double[] logits = new double[examples.size()];
        IntStream.range(0, folds.count())
                .parallel()
                .forEach(round -> {
                    Scorer scorer = learner.fit(lessons(examples, folds.learnedFrom(round)));
                    for (int i : folds.heldBack(round)) {
                        logits[i] = scorer.logit(examples.get(i).bag());
                    }
                });
        return logits;
    }

    private static List<Bag> lessons(List<Example> examples, int[] which) {
        return Example.lessons(Arrays.stream(which).mapToObj(examples::get).toList());
    }

    private static boolean[] labels(List<Example> examples) {
        boolean[] positive = new boolean[examples.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = examples.get(i).bag().positive();
        }
        return positive;
    }
}
