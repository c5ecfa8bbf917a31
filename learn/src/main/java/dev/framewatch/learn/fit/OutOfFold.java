package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What heads say of pictures that they have not learned from. */
public final class OutOfFold {
    private OutOfFold() {}

    /**
     * Learns once for each fold, from the other folds; folds run in parallel.
     *
     * @return a raw score for each bag; negative infinity for an empty one
     * @throws IllegalArgumentException when some round has one class only to learn from
     */
    public static double[] logits(List<Bag> bags, Folds folds, Learner learner) {
        double[] logits = new double[bags.size()];
        IntStream.range(0, folds.count())
                .parallel()
                .forEach(round -> {
                    Head head =
                            learner.fit(
                                    Arrays.stream(folds.learnedFrom(round))
                                            .mapToObj(bags::get)
                                            .toList());
                    for (int i : folds.heldBack(round)) {
                        logits[i] = head.logit(bags.get(i));
                    }
                });
        return logits;
    }

    /**
     * The mean over several cross-validations, each with folds dealt out differently, so that the
     * luck of one deal does not decide.
     *
     * @param repeats at least 1
     */
    public static double[] meanLogits(
            List<Bag> bags,
            List<String> groups,
            int foldCount,
            int repeats,
            Learner learner,
            long seed) {
        boolean[] positive = labels(bags);
        double[] mean = new double[bags.size()];
        for (int repeat = 0; repeat < repeats; repeat++) {
            Folds folds = Folds.grouped(groups, positive, foldCount, seed + repeat);
            double[] logits = logits(bags, folds, learner);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += logits[i] / repeats;
            }
        }
        return mean;
    }

    /** The classes of bags, in order. */
    public static boolean[] labels(List<Bag> bags) {
        boolean[] positive = new boolean[bags.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = bags.get(i).positive();
        }
        return positive;
    }
}
