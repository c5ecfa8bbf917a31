package dev.framewatch.desk.search;

import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;

/**
 * Looks at every second to fourth frame of a storyboard first: where none of them hints at a
 * target, the others are not looked at. An uninterrupted appearance that meets the rule is on
 * screen in at least one of them, with the tutorial's rule in two.
 */
final class FirstLook {
    private static final int MAX_STEP = 4;

    /** A frame hints at a target from this part of its threshold on. */
    private static final double HINT = 0.25;

    private final ScanOptions options;

    /**
     * @param options how the storyboards are judged
     */
    FirstLook(ScanOptions options) {
        this.options = options;
    }

    /** Returns the frames of a storyboard that are looked at. */
    Storyboard of(Storyboard storyboard) {
        return storyboard.everyNth(step(storyboard));
    }

    private int step(Storyboard storyboard) {
        double frames =
                switch (options.ruleFor(storyboard.isStills())) {
                    case Rule.FractionRule(long part, long whole) ->
                            (double) part / whole * storyboard.frames().size() / 2;
                    case Rule.MinDurationRule(double seconds) ->
                            seconds / storyboard.intervalSeconds();
                };
        return (int) Math.clamp(frames, 1, MAX_STEP);
    }

    /** Returns whether the other frames have to be looked at, too. */
    static boolean isWorthAnother(VideoResult result) {
        return result.targets().stream().anyMatch(FirstLook::isWorthAnother);
    }

    private static boolean isWorthAnother(TargetResult target) {
        return !(target.verdict() instanceof Verdict.NoMatch)
                || target.frames().stream()
                        .anyMatch(frame -> frame.score() >= HINT * target.threshold());
    }
}
