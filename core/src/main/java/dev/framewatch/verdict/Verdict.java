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
     * @param isLead whether what was seen deserves another look
     */
    record Undecided(String reason, boolean isLead) implements Verdict {
        /** Creates a verdict on a video in which nothing deserves another look. */
        public Undecided(String reason) {
            this(reason, false);
        }
    }

    /**
     * Nothing could be analysed.
     *
     * @param reason why, in plain language
     */
    record Unreadable(String reason) implements Verdict {}

    /**
     * Returns whether a person should look at the frames: a match, or one that nothing confirms; in
     * a triage, whether a full scan should.
     */
    default boolean isLead() {
        return this instanceof Match;
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

    /** The fraction of the threshold from which the score of a key frame calls for a full scan. */
    double TRIAGE_FRACTION = 0.5;

    /**
     * Judges a video of which only key frames were looked at: it may deserve a full scan, but what
     * lies between them is unknown.
     */
    static Undecided triage(List<FrameScore> keyFrames, double threshold) {
        long without = keyFrames.stream().filter(frame -> Double.isNaN(frame.score())).count();
        double best =
                keyFrames.stream()
                        .mapToDouble(FrameScore::score)
                        .filter(score -> !Double.isNaN(score))
                        .max()
                        .orElse(0);
        boolean unclear = keyFrames.stream().anyMatch(FrameScore::unclear);
        if (unclear || best >= TRIAGE_FRACTION * threshold) {
            return new Undecided("to be looked at: only key frames were scanned", true);
        }
        return without > 0
                ? new Undecided(keyFrames(without) + " got no score", true)
                : new Undecided("nothing in " + keyFrames(keyFrames.size()));
    }

    private static String keyFrames(long count) {
        return count + (count == 1 ? " key frame" : " key frames");
    }

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
                : new Undecided(NEVER_SEEN_WELL, true);
    }
}
