package dev.framewatch.verdict;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides whether a video's frame scores constitute a match. */
public sealed interface Rule {

    /** Returns the tutorial's rule: more than a third of the sampled frames. */
    static Rule tutorial() {
        return new FractionRule(1, 3);
    }

    /** Returns the rule for stills: one positive image is enough. */
    static Rule any() {
        return new FractionRule(0, 1);
    }

    /**
     * Matches if strictly more than a fraction of the sampled frames is positive.
     *
     * @param part numerator, at least 0
     * @param whole denominator, more than the numerator
     */
    record FractionRule(long part, long whole) implements Rule {
        public FractionRule {
            if (part < 0 || whole <= part) {
                throw new IllegalArgumentException(
                        "share:%d/%d: the fraction must be at least 0 and below 1"
                                .formatted(part, whole));
            }
        }

        @Override
        public String toString() {
            return "share:" + part + "/" + whole;
        }
    }

    /**
     * Matches if a run of consecutive positive frames lasts at least this long.
     *
     * @param seconds from the run's first frame to its last, more than 0
     */
    record MinDurationRule(double seconds) implements Rule {
        public MinDurationRule {
            if (!(seconds > 0) || !Double.isFinite(seconds)) {
                throw new IllegalArgumentException(
                        "presence:%s: the duration must be above 0 seconds".formatted(seconds));
            }
        }

        @Override
        public String toString() {
            return "presence:" + seconds;
        }
    }

    /**
     * Parses {@code share:1/3}, {@code share:0.5} or {@code presence:2}.
     *
     * @throws IllegalArgumentException with a message that names the valid forms
     */
    static Rule parse(String text) {
        Matcher fraction = Pattern.compile("share:(\\d{1,6})/(\\d{1,6})").matcher(text);
        if (fraction.matches()) {
            return new FractionRule(
                    Long.parseLong(fraction.group(1)), Long.parseLong(fraction.group(2)));
        }
        Matcher decimal = Pattern.compile("share:0?\\.(\\d{1,6})").matcher(text);
        if (decimal.matches()) {
            String digits = decimal.group(1);
            return new FractionRule(Long.parseLong(digits), Math.powExact(10L, digits.length()));
        }
        Matcher presence = Pattern.compile("presence:(\\d{1,6}(?:\\.\\d{1,6})?)s?").matcher(text);
        if (presence.matches()) {
            return new MinDurationRule(Double.parseDouble(presence.group(1)));
        }
        throw new IllegalArgumentException(
                ("invalid rule '%s', expected e.g. share:1/3 (more than a third of the"
                                + " frames) or presence:2 (at least 2 consecutive seconds)")
                        .formatted(text));
    }

    /**
     * Returns whether the frames so far satisfy the rule.
     *
     * @param frames in order of time
     * @param every seconds between two samples; a longer gap breaks a run
     */
    default boolean holds(List<FrameScore> frames, double every) {
        return switch (this) {
            case FractionRule share -> over(share, PositiveRuns.positives(frames), frames.size());
            case MinDurationRule presence ->
                    PositiveRuns.longest(frames, every) >= presence.seconds;
        };
    }

    /** Returns whether frames satisfy the rule whatever others there may be. */
    default boolean isCertain(List<FrameScore> frames) {
        return equals(any()) && PositiveRuns.positives(frames) > 0;
    }

    /**
     * Returns whether the remaining frames can no longer change the result of {@link #holds}.
     *
     * @param expected the number of frames in the whole video, including those given
     * @param seconds when the video ends, on the clock of its frames
     */
    default boolean isDecided(List<FrameScore> frames, double every, int expected, double seconds) {
        if (frames.size() >= expected) {
            return true;
        }
        return switch (this) {
            case FractionRule share -> {
                int positives = PositiveRuns.positives(frames);
                int remaining = expected - frames.size();
                yield over(share, positives, expected)
                        || !over(share, positives + remaining, expected);
            }
            case MinDurationRule presence ->
                    PositiveRuns.longest(frames, every) >= presence.seconds
                            || seconds - PositiveRuns.openSince(frames, every) < presence.seconds;
        };
    }

    private static boolean over(FractionRule share, long positives, long frames) {
        return positives * share.whole > share.part * frames;
    }
}
