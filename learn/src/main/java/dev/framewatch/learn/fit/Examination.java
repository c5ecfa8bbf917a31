package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How it is found out what a learner makes of pictures that it has not learned from. */
public sealed interface Examination {

    /**
     * Learns as often as there are folds, each time from the others, several times over with folds
     * dealt out differently, so that the luck of one deal does not decide. What is used in the end
     * learns from everything.
     *
     * @param folds at least 2
     * @param repeats at least 1
     */
    record CrossValidation(int folds, int repeats) implements Examination {
        public CrossValidation {
            if (folds < 2 || repeats < 1) {
                throw new IllegalArgumentException(
                        "%d folds, %d repeats".formatted(folds, repeats));
            }
        }
    }

    /**
     * Learns once, from seven tenths, and is examined on the other three; for learners that take
     * minutes. What was examined is what is used.
     */
    record HeldBack() implements Examination {
        private static final int TENTHS = 10;
        private static final int HELD_BACK = 3;
    }

    /**
     * What an examination comes to.
     *
     * @param examined the pictures that were held back at some time, in rising order
     * @param logits for every picture its raw score while it was held back; not a number for a
     *     picture that never was, negative infinity for an empty bag
     * @param scorer what is used in the end
     */
    record Result(int[] examined, double[] logits, Scorer scorer) {}

    /**
     * @param groups the group of each picture, which is never on both sides
     * @throws IllegalArgumentException when some round has one class only to learn from
     */
    default Result examine(
            List<Example> examples, List<String> groups, Learner learner, long seed) {
        boolean[] positive = labels(examples);
        return switch (this) {
            case CrossValidation cross -> {
                double[] mean = new double[examples.size()];
                for (int repeat = 0; repeat < cross.repeats; repeat++) {
                    Folds folds = Folds.grouped(groups, positive, cross.folds, seed + repeat);
                    double[] logits = outOfFold(examples, folds, learner);
                    for (int i = 0; i < mean.length; i++) {
                        mean[i] += logits[i] / cross.repeats;
                    }
                }
                int[] all = IntStream.range(0, mean.length).toArray();
                yield new Result(all, mean, learner.fit(Example.lessons(examples)));
            }
            case HeldBack _ -> heldBack(examples, groups, learner, seed);
        };
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

    private static Result heldBack(
            List<Example> examples, List<String> groups, Learner learner, long seed) {
        Folds folds = Folds.grouped(groups, labels(examples), HeldBack.TENTHS, seed);
        int away = Math.max(1, folds.count() * HeldBack.HELD_BACK / HeldBack.TENTHS);
        int[] examined =
                IntStream.range(0, away)
                        .flatMap(round -> Arrays.stream(folds.heldBack(round)))
                        .sorted()
                        .toArray();
        int[] learned =
                IntStream.range(0, examples.size())
                        .filter(i -> Arrays.binarySearch(examined, i) < 0)
                        .toArray();
        Scorer scorer = learner.fit(lessons(examples, learned));
        double[] logits = new double[examples.size()];
        Arrays.fill(logits, Double.NaN);
        for (int i : examined) {
            logits[i] = scorer.logit(examples.get(i).bag());
        }
        return new Result(examined, logits, scorer);
    }

    private static List<Bag> lessons(List<Example> examples, int[] which) {
        return Example.lessons(Arrays.stream(which).mapToObj(examples::get).toList());
    }

    /** The class of each picture. */
    static boolean[] labels(List<Example> examples) {
        boolean[] positive = new boolean[examples.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = examples.get(i).bag().positive();
        }
        return positive;
    }
}
