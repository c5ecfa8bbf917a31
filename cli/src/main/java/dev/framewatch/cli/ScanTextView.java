package dev.framewatch.cli;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.sheet.ResultText;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        if (frame.unclear()) {
            return "~";
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
        return ResultText.figures(target) + unclear(target) + rivals(target);
    }

    /** Counts the frames with a face that is not seen well enough to tell; empty if none. */
    private static String unclear(TargetResult target) {
        return target.unclear() == 0
                ? ""
                : "; cannot tell in " + Plural.of(target.unclear(), "frame");
    }

    /** Names the targets that faces are more like; empty if there are none. */
    private static String rivals(TargetResult target) {
        Map<String, Integer> rivals = new TreeMap<>();
        for (FrameScore frame : target.frames()) {
            if (frame.check() != null && frame.check().likelier() != null) {
                rivals.merge(frame.check().likelier(), 1, Integer::sum);
            }
        }
        return rivals.entrySet().stream()
                .map(rival ->
                        "; less likely than %s in %s"
                                .formatted(rival.getKey(), Plural.of(rival.getValue(), "frame")))
                .collect(Collectors.joining());
    }

    private String paint(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
