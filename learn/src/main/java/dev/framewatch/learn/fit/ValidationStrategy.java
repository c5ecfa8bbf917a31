package dev.framewatch.learn.fit;

import java.util.List;

/** How it is found out what a learner makes of pictures that it has not learned from. */
public sealed interface ValidationStrategy permits CrossValidation, HoldoutValidation {
    /** How often something is learned, if there are groups enough. */
    int fitCount();

    /**
     * @param groups the group of each picture, which is never on both sides
     * @param learner asked from several threads
     * @throws IllegalArgumentException when some round has one class only to learn from
     */
    ValidationResult validate(
            List<Example> examples, List<String> groups, Learner learner, long seed);
}
