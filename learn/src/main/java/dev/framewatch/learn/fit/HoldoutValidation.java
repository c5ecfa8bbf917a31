package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    public ValidationResult validate(List<Example> examples, Learner learner, long seed) {
        HoldoutSplit split = HoldoutSplit.of(examples, 2, VALIDATION_FRACTION, seed);
        return result(examples, split, learner.fit(split.training(examples)));
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
            List<Example> examples, List<String> classes, MulticlassLearner learner, long seed) {
        HoldoutSplit split = HoldoutSplit.of(examples, classes.size(), VALIDATION_FRACTION, seed);
        List<ValidationResult> results = new ArrayList<>();
        for (Scorer scorer : learner.fit(split.training(examples), classes)) {
            results.add(result(examples, split, scorer));
        }
        return results;
    }

    private static ValidationResult result(
            List<Example> examples, HoldoutSplit split, Scorer scorer) {
        double[][] scores = new double[examples.size()][];
        Arrays.fill(scores, new double[] {Double.NaN});
        for (int i : split.validation()) {
            scores[i] = scorer.logits(examples.get(i).vectors());
        }
        return new ValidationResult(split.validation(), scores, scorer);
    }
}
