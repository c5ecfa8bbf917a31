package dev.framewatch.learn.fit;

import java.util.List;

/** Strategy for out-of-sample evaluation: cross-validation or hold-out. */
public sealed interface ValidationStrategy permits CrossValidation, HoldoutValidation {
    /** Returns the number of model fits, given enough groups. */
    int fitCount();

    /**
     * Scores held-out images and trains the final scorer.
     *
     * @param examples whose groups are never split between training and validation
     * @param learner called from several threads
     * @throws IllegalArgumentException if the training set of some round has one class only
     */
    ValidationResult validate(List<Example> examples, Learner learner, long seed);
}
