package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hold-out validation: fits once, on about 70% of the examples, and validates on the rest. For
 * learners that take minutes. The validated scorer is the one that is returned.
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
        List<TrainingExample> grouped =
                IntStream.range(0, examples.size())
                        .mapToObj(i -> TrainingExample.of(examples.get(i), groups.get(i)))
                        .toList();
        HoldoutSplit split = HoldoutSplit.of(grouped, 2, VALIDATION_FRACTION, seed);
        List<Example> training = Arrays.stream(split.training()).mapToObj(examples::get).toList();
        return result(grouped, split, learner.fit(Example.trainingBags(training)));
    }

    /**
     * Validates a multi-class learner.
     *
     * @param classes class names, at least two
     * @return one result per class, all from the same fit
     * @throws IllegalArgumentException if a class cannot be in both the training and the validation
     *     set
     */
    public List<ValidationResult> validate(
            List<TrainingExample> examples,
            List<String> classes,
            MulticlassLearner learner,
            long seed) {
        HoldoutSplit split = HoldoutSplit.of(examples, classes.size(), VALIDATION_FRACTION, seed);
        List<TrainingExample> training =
                Arrays.stream(split.training()).mapToObj(examples::get).toList();
        List<ValidationResult> results = new ArrayList<>();
        for (Scorer scorer : learner.fit(training, classes)) {
            results.add(result(examples, split, scorer));
        }
        return results;
    }

    private static ValidationResult result(
            List<TrainingExample> examples, HoldoutSplit split, Scorer scorer) {
        double[] logits = new double[examples.size()];
        Arrays.fill(logits, Double.NaN);
        for (int i : split.validation()) {
            logits[i] = scorer.logit(examples.get(i).example().bag());
        }
        return new ValidationResult(split.validation(), logits, scorer);
    }
}
