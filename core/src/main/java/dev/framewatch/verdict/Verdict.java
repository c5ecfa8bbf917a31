package dev.framewatch.verdict;

import java.util.List;

/** What can be said about a Target in a video. */
public sealed interface Verdict {

    /** The rule holds: a lead, for a person to look at. */
    record Match() implements Verdict {}

    /** The video was seen and the rule does not hold. */
    record NoMatch() implements Verdict {}

    /**
     * Not enough was seen to say either.
     *
     * @param reason what is missing, in plain words
     */
    record Undecided(String reason) implements Verdict {}

    /**
     * Nothing could be seen.
     *
     * @param reason why, in plain words
     */
    record Unreadable(String reason) implements Verdict {}

    /** The name in JSON: match, no_match, undecided or unreadable. */
    default String word() {
        return switch (this) {
            case Match _ -> "match";
            case NoMatch _ -> "no_match";
            case Undecided _ -> "undecided";
            case Unreadable _ -> "unreadable";
        };
    }

    /** Judges a video of which at least something was decoded. */
    static Verdict judge(Rule rule, List<FrameScore> frames, Coverage coverage, double every) {
        if (coverage.tooLittle()) {
            return new Undecided(
                    "only %.1f of %.1f seconds could be decoded (%d of %d frames)"
                            .formatted(
                                    coverage.decodedSeconds(),
                                    coverage.seconds(),
                                    coverage.sampled(),
                                    coverage.expected()));
        }
        long without = frames.stream().filter(frame -> Double.isNaN(frame.score())).count();
        if (without > 0) {
            return new Undecided("%d frames got no score".formatted(without));
        }
        return rule.holds(frames, every) ? new Match() : new NoMatch();
    }
}
