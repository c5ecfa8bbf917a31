package dev.framewatch.desk.search;

import dev.framewatch.storyboard.Storyboard;
import dev.framewatch.verdict.Criteria;
import dev.framewatch.verdict.Rule;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.util.List;

/**
 * Looks at every second to fourth frame of a storyboard first: where none of them hints at a
 * target, the others are not looked at. An uninterrupted appearance that meets the rule is on
 * screen in at least one of them, with the tutorial's rule in two.
 */
final class FirstLook {
    private static final int MAX_STEP = 4;

    /** A frame hints at a target from this part of its threshold on. */
    private static final double HINT = 0.25;

    private final List<Criteria> criteria;

    /**
     * @param criteria how the storyboards are judged, by one or more targets
     */
    FirstLook(List<Criteria> criteria) {
        this.criteria = List.copyOf(criteria);
    }

    /** Returns the frames of a storyboard that are looked at. */
    Storyboard of(Storyboard storyboard) {
        return storyboard.everyNth(
                criteria.stream().mapToInt(one -> step(storyboard, one)).min().orElse(1));
    }

    private static int step(Storyboard storyboard, Criteria criteria) {
        double frames =
                switch (criteria.ruleFor(storyboard.isStills())) {
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
