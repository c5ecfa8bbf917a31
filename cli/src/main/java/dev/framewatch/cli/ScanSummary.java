package dev.framewatch.cli;

import dev.framewatch.cli.sheet.ResultText;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Counts the verdicts of a scan, one per video, and lists the matches, for people. */
final class ScanSummary {
    private static final int MAX_LINES = 50;
    private static final int NAME_WIDTH = 34;
    private static final int TARGET_WIDTH = 12;

    private int expected;
    private int videos;
    private int matches;
    private int undecided;
    private int unreadable;
    private int more;
    private final List<String> lines = new ArrayList<>();

    /** Receives the number of videos that are to be scanned. */
    void expect(int number) {
        expected = number;
    }

    /** Returns whether no video was scanned. */
    boolean isEmpty() {
        return videos == 0;
    }

    void add(ScannedVideo video) {
        videos++;
        List<TargetResult> targets = video.result().targets();
        if (has(targets, Verdict.Match.class)) {
            matches++;
        } else if (has(targets, Verdict.Undecided.class)) {
            undecided++;
        } else if (has(targets, Verdict.Unreadable.class)) {
            unreadable++;
        }
        for (TargetResult target : targets) {
            if (target.verdict().isLead() && lines.size() < MAX_LINES) {
                lines.add(line(video, target));
            } else if (target.verdict().isLead()) {
                more++;
            }
        }
    }

    private static boolean has(List<TargetResult> targets, Class<? extends Verdict> kind) {
        return targets.stream().map(TargetResult::verdict).anyMatch(kind::isInstance);
    }

    private static String line(ScannedVideo video, TargetResult target) {
        return ("  %-" + NAME_WIDTH + "s  %-" + TARGET_WIDTH + "s  %s%s")
                .formatted(
                        end(PrintableLine.of(video.name())),
                        PrintableLine.of(target.target(), TARGET_WIDTH),
                        target.verdict() instanceof Verdict.Match ? "" : "undecided ",
                        ResultText.times(target, video.result()))
                .stripTrailing();
    }

    /** Returns the end of a path, which tells more than its beginning. */
    private static String end(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= NAME_WIDTH
                ? name
                : "\u2026" + name.substring(name.offsetByCodePoints(0, length - NAME_WIDTH + 1));
    }

    /** Returns how many videos match: "8 of 20 videos match; 1 undecided." */
    String sentence() {
        return "%d of %d videos %s%s%s.%s"
                .formatted(
                        matches,
                        videos,
                        matches == 1 ? "matches" : "match",
                        undecided == 0 ? "" : "; %d undecided".formatted(undecided),
                        unreadable == 0 ? "" : "; %d unreadable".formatted(unreadable),
                        videos < expected
                                ? " The scan was stopped after %d of %d."
                                        .formatted(videos, expected)
                                : "");
    }

    /** Returns the sentence and a line per match with its times, at most 80 columns wide. */
    List<String> lines() {
        List<String> all = new ArrayList<>();
        if (videos > 1) {
            all.add(sentence());
            all.addAll(lines);
            if (more > 0) {
                all.add("  and %d more; --csv FILE lists all".formatted(more));
            }
        }
        return all;
    }
}
