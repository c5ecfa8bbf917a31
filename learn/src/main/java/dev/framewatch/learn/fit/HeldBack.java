package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns once, from about seven tenths, and examines on the rest; for learners that take minutes.
 * What was examined is what is used.
 */
public final class HeldBack {
    private static final double SHARE = 0.3;

    private HeldBack() {}

    /**
     * @param classes what each class is called, at least two
     * @return for each class what the learner makes of it, all of one learning
     * @throws IllegalArgumentException when a class cannot be both learned from and examined on
     */
    public static List<Examined> examine(
            List<Lesson> lessons, List<String> classes, JointLearner learner, long seed) {
        Aside aside = Aside.of(lessons, classes.size(), SHARE, seed);
        List<Lesson> learned = Arrays.stream(aside.learned()).mapToObj(lessons::get).toList();
        List<Examined> examined = new ArrayList<>();
        for (Scorer scorer : learner.fit(learned, classes)) {
            double[] logits = new double[lessons.size()];
            Arrays.fill(logits, Double.NaN);
            for (int i : aside.checked()) {
                logits[i] = scorer.logit(lessons.get(i).example().bag());
            }
            examined.add(new Examined(aside.checked(), logits, scorer));
        }
        return examined;
    }
}
