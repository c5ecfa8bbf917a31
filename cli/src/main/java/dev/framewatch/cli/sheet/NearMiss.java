package dev.framewatch.cli.sheet;

import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;

/** Decides which videos without a match are worth a second look. */
final class NearMiss {
    /** Part of the threshold that a frame of a near miss reaches. */
    private static final double NEAR = 0.5;

    private NearMiss() {}

    /** Returns whether a frame has at least half of the score that makes it positive. */
    static boolean is(TargetResult target) {
        return target.verdict() instanceof Verdict.NoMatch
                && target.frames().stream()
                        .anyMatch(frame -> frame.score() >= NEAR * target.threshold());
    }
}
