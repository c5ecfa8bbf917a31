package dev.framewatch.verdict;

import java.util.List;

/** The conclusion about a target in a video. */
public sealed interface Verdict {

    /**
     * The rule is met and, if the target has a confirmation, so is a face: a lead for a person to
     * review.
     */
    record Match() implements Verdict {}

    /** The video was analysed and the rule is not met. */
    record NoMatch() implements Verdict {}

    /**
     * Too little was analysed for a conclusion.
     *
     * @param reason what is missing, in plain language
     */
    record Undecided(String reason) implements Verdict {}

    /**
     * Nothing could be analysed.
     *
     * @param reason why, in plain language
     */
    record Unreadable(String reason) implements Verdict {}

    /**
     * Returns whether a person should look at the frames: a match, or one that nothing confirms.
     */
    default boolean isLead() {
        return this instanceof Match || equals(new Undecided(NEVER_SEEN_WELL));
    }

    /** Returns the name in JSON: match, no_match, undecided or unreadable. */
    default String word() {
        return switch (this) {
            case Match _ -> "match";
            case NoMatch _ -> "no_match";
            case Undecided _ -> "undecided";
            case Unreadable _ -> "unreadable";
        };
    }

    /**
     * Returns this verdict, given that a part of the video was left out: then a missing match is
     * undecided.
     *
     * @param omission what was left out, in plain language; empty if nothing
     */
    default Verdict given(String omission) {
        return this instanceof NoMatch && !omission.isEmpty() ? new Undecided(omission) : this;
    }

    /**
     * The reason if the rule is met and no face could be confirmed, or if it would be met with the
     * frames in which a face is not seen well enough to tell.
     */
    String NEVER_SEEN_WELL =
            "the face was never seen well enough to tell it from a look-alike; look at the frames";

    /**
     * Judges a video of which at least a part was decoded.
     *
     * @param confirms whether a match needs a frame with a confirmed face
     */
    static Verdict judge(
            Rule rule, List<FrameScore> frames, Coverage coverage, double every, boolean confirms) {
        boolean confirmed = !confirms || frames.stream().anyMatch(FrameScore::isConfirmed);
        if (rule.isCertain(frames) && confirmed) {
            return new Match();
        }
        if (coverage.belowMinimum()) {
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
        List<FrameScore> possible = frames.stream().map(FrameScore::ifPossible).toList();
        if (!rule.holds(possible, every)) {
            return new NoMatch();
        }
        return confirmed && rule.holds(frames, every)
                ? new Match()
                : new Undecided(NEVER_SEEN_WELL);
    }
}
