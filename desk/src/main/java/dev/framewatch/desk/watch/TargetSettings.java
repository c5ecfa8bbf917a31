package dev.framewatch.desk.watch;

import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a watch for a single target.
 *
 * @param rule turns frame scores into a verdict; null for the one of all targets
 * @param threshold how to choose the score at or above which a frame is positive; null for the one
 *     of all targets
 */
public record TargetSettings(@Nullable Rule rule, @Nullable Threshold threshold) {
    public TargetSettings {
        if (rule == null && threshold == null) {
            throw new IllegalArgumentException("needs a rule or a threshold");
        }
    }
}
