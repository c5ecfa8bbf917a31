package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns once, from about seven tenths, and examines on the rest; for learners that take minutes.
 * What was examined is what is used.
 */
public record HoldoutValidation() implements ValidationStrategy {
    private static final double VALIDATION_FRACTION = 0.3;

    @Override
    public int fitCount() {
        return 1;
    }

    @Override
    public ValidationResult validate(
            List<Example> examples, List<String> groups, Learner learner, long seed) {
        List<TrainingExample> lessons =
                IntStream.range(0, examples.size())
                        .mapToObj(i -> TrainingExample.of(examples.get(i), groups.get(i)))
                        .toList();
        HoldoutSplit aside = HoldoutSplit.of(lessons, 2, VALIDATION_FRACTION, seed);
        List<Example> learned = Arrays.stream(aside.training()).mapToObj(examples::get).toList();
        return result(lessons, aside, learner.fit(Example.trainingBags(learned)));
    }

    /**
     * Examines a learner of several classes.
     *
     * @param classes what each class is called, at least two
     * @return for each class what the learner makes of it, all of one learning
     * @throws IllegalArgumentException when a class cannot be both learned from and examined on
     */
    public List<ValidationResult> validate(
            List<TrainingExample> lessons,
            List<String> classes,
            MulticlassLearner learner,
            long seed) {
        HoldoutSplit aside = HoldoutSplit.of(lessons, classes.size(), VALIDATION_FRACTION, seed);
        List<TrainingExample> learned =
                Arrays.stream(aside.training()).mapToObj(lessons::get).toList();
        List<ValidationResult> all = new ArrayList<>();
        for (Scorer scorer : learner.fit(learned, classes)) {
            all.add(result(lessons, aside, scorer));
        }
        return all;
    }

    private static ValidationResult result(
            List<TrainingExample> lessons, HoldoutSplit aside, Scorer scorer) {
        double[] logits = new double[lessons.size()];
        Arrays.fill(logits, Double.NaN);
        for (int i : aside.validation()) {
            logits[i] = scorer.logit(lessons.get(i).example().bag());
        }
        return new ValidationResult(aside.validation(), logits, scorer);
    }
}
