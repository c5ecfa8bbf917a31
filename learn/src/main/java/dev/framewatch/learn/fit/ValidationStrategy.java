package dev.framewatch.learn.fit;

import java.util.List;

/** Strategy for out-of-sample evaluation: cross-validation or hold-out. */
public sealed interface ValidationStrategy permits CrossValidation, HoldoutValidation {
    /** Returns the number of model fits, given enough groups. */
    int fitCount();

    /**
     * Scores held-out images and trains the final scorer.
     *
     * @param groups group of each image; a group is never split between training and validation
     * @param learner called from several threads
     * @throws IllegalArgumentException if the training set of some round has one class only
     */
    ValidationResult validate(
            List<Example> examples, List<String> groups, Learner learner, long seed);
}
