package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns once, from about seven tenths, and examines on the rest; for learners that take minutes.
 * What was examined is what is used.
 */
public record HeldBack() implements Examination {
    private static final double SHARE = 0.3;

    @Override
    public int fits() {
        return 1;
    }

    @Override
    public Examined examine(
            List<Example> examples, List<String> groups, Learner learner, long seed) {
        List<Lesson> lessons =
                IntStream.range(0, examples.size())
                        .mapToObj(i -> Lesson.of(examples.get(i), groups.get(i)))
                        .toList();
        Aside aside = Aside.of(lessons, 2, SHARE, seed);
        List<Example> learned = Arrays.stream(aside.learned()).mapToObj(examples::get).toList();
        return examined(lessons, aside, learner.fit(Example.lessons(learned)));
    }

    /**
     * Examines a learner of several classes.
     *
     * @param classes what each class is called, at least two
     * @return for each class what the learner makes of it, all of one learning
     * @throws IllegalArgumentException when a class cannot be both learned from and examined on
     */
    public List<Examined> examine(
            List<Lesson> lessons, List<String> classes, JointLearner learner, long seed) {
        Aside aside = Aside.of(lessons, classes.size(), SHARE, seed);
        List<Lesson> learned = Arrays.stream(aside.learned()).mapToObj(lessons::get).toList();
        List<Examined> all = new ArrayList<>();
        for (Scorer scorer : learner.fit(learned, classes)) {
            all.add(examined(lessons, aside, scorer));
        }
        return all;
    }

    private static Examined examined(List<Lesson> lessons, Aside aside, Scorer scorer) {
        double[] logits = new double[lessons.size()];
        Arrays.fill(logits, Double.NaN);
        for (int i : aside.checked()) {
            logits[i] = scorer.logit(lessons.get(i).example().bag());
        }
        return new Examined(aside.checked(), logits, scorer);
    }
}
