package dev.framewatch.cli;

import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.util.Locale;

/**
 * Formats a result for people: the verdict of each target in a sentence, and one mark per frame.
 */
final class ScanTextView {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean colours;

    ScanTextView(boolean colours) {
        this.colours = colours;
    }

    /**
     * Returns the text for a video.
     *
     * @param name name of the video as the user entered it
     */
    String of(String name, VideoResult result) {
        StringBuilder text = new StringBuilder(paint(BOLD, PrintableLine.of(name))).append('\n');
        for (TargetResult target : result.targets()) {
            text.append("  ").append(target.target()).append(": ").append(sentence(target));
            text.append('\n');
            if (!target.frames().isEmpty()) {
                text.append("  ");
                target.frames().forEach(frame -> text.append(mark(frame)));
                text.append('\n');
            }
        }
        return text.toString();
    }

    private String mark(FrameScore frame) {
        if (Double.isNaN(frame.score())) {
            return "?";
        }
        return frame.positive() ? paint(GREEN, "+") : paint(RED, "-");
    }

    private String sentence(TargetResult target) {
        return switch (target.verdict()) {
            case Verdict.Match _ -> paint(BOLD, "possible match") + ": " + summary(target);
            case Verdict.NoMatch _ -> "no match: " + summary(target);
            case Verdict.Undecided undecided ->
                    "undecided: "
                            + PrintableLine.of(undecided.reason())
                            + "; so far "
                            + summary(target);
            case Verdict.Unreadable unreadable ->
                    "unreadable: " + PrintableLine.of(unreadable.reason());
        };
    }

    private static String summary(TargetResult target) {
        return String.format(
                Locale.ROOT,
                "%d of %d frames (%.0f%%), longest run %.0f s, threshold %.2f",
                target.positives(),
                target.frames().size(),
                100 * target.share(),
                target.longestSeconds(),
                target.threshold());
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
