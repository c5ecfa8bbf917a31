package dev.framewatch.verdict;

import dev.framewatch.targets.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * How the scores of a target become its verdict.
 *
 * @param rule turns scores into a verdict; null for the tutorial's rule, and any positive image for
 *     stills, which are independent of each other
 * @param threshold how to choose the score at or above which a frame is positive
 */
public record Criteria(@Nullable Rule rule, Threshold threshold) {
    /** Returns the rule for a video, or for stills. */
    public Rule ruleFor(boolean stills) {
        if (rule != null) {
            return rule;
        }
        return stills ? Rule.any() : Rule.tutorial();
    }
}
