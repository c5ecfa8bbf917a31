package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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

    /** How often something is learned. */
    default int fits() {
        return switch (this) {
            case CrossValidation cross -> cross.folds * cross.repeats + 1;
            case HeldBack _ -> 1;
        };
    }

    /**
     * @param groups the group of each picture, which is never on both sides
     * @param fitted hears of each fit, from several threads
     * @throws IllegalArgumentException when some round has one class only to learn from
     */
    default Result examine(
            List<Example> examples,
            List<String> groups,
            Learner learner,
            long seed,
            Runnable fitted) {
        Learner heard =
                bags -> {
                    Scorer scorer = learner.fit(bags);
                    fitted.run();
                    return scorer;
                };
        return switch (this) {
            case CrossValidation cross -> crossValidated(cross, examples, groups, heard, seed);
            case HeldBack _ -> heldBack(examples, groups, heard, seed);
        };
    }

    /** Fits run in parallel; each learner is deterministic, so their order does not matter. */
    private static Result crossValidated(
            CrossValidation cross,
            List<Example> examples,
            List<String> groups,
            Learner learner,
            long seed) {
        boolean[] positive = labels(examples);
        List<Folds> deals =
                IntStream.range(0, cross.repeats)
                        .mapToObj(r -> Folds.grouped(groups, positive, cross.folds, seed + r))
                        .toList();
        int rounds = deals.getFirst().count();
        double[][] logits = new double[cross.repeats][examples.size()];
        AtomicReference<Scorer> ofEverything = new AtomicReference<>();
        IntStream.rangeClosed(0, cross.repeats * rounds)
                .parallel()
                .forEach(fit -> {
                    if (fit == 0) {
                        ofEverything.set(learner.fit(Example.lessons(examples)));
                    } else {
                        int repeat = (fit - 1) / rounds;
                        holdBack(
                                examples,
                                deals.get(repeat),
                                (fit - 1) % rounds,
                                learner,
                                logits[repeat]);
                    }
                });
        double[] mean = new double[examples.size()];
        for (double[] once : logits) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += once[i] / cross.repeats;
            }
        }
        int[] all = IntStream.range(0, mean.length).toArray();
        return new Result(all, mean, Objects.requireNonNull(ofEverything.get()));
    }

    private static void holdBack(
            List<Example> examples, Folds folds, int round, Learner learner, double[] logits) {
        Scorer scorer = learner.fit(lessons(examples, folds.learnedFrom(round)));
        for (int i : folds.heldBack(round)) {
            logits[i] = scorer.logit(examples.get(i).bag());
        }
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
