package dev.framewatch.cli;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.text.PrintableLine;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.ScanService.ScannedVideo;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The videos of a triage that deserve a full scan, the highest score first, for people. */
final class TriageList {
    private static final int TARGET_WIDTH = 16;

    private final List<Candidate> candidates = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private int videos;
    private int promising;
    private long keyFrames;

    private record Candidate(double score, double seconds, String target, String video) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "  %.2f %6.0f s  %-" + TARGET_WIDTH + "s  %s",
                    score,
                    seconds,
                    PrintableLine.of(target, TARGET_WIDTH),
                    PrintableLine.of(video));
        }
    }

    void add(ScannedVideo video) {
        videos++;
        keyFrames += video.result().coverage().sampled();
        List<TargetResult> targets = video.result().targets();
        promising += targets.stream().anyMatch(target -> target.verdict().isLead()) ? 1 : 0;
        for (TargetResult target : targets) {
            if (target.verdict() instanceof Verdict.Unreadable(String reason)) {
                unreadable.add(
                        "  %s: %s"
                                .formatted(
                                        PrintableLine.of(video.name()), PrintableLine.of(reason)));
                break;
            }
            if (target.verdict().isLead()) {
                candidates.add(candidate(video.name(), target));
            }
        }
    }

    private static Candidate candidate(String video, TargetResult target) {
        return target.frames().stream()
                .filter(frame -> !Double.isNaN(frame.score()))
                .max(Comparator.comparingDouble(FrameScore::score))
                .map(best -> new Candidate(best.score(), best.seconds(), target.target(), video))
                .orElseGet(() -> new Candidate(Double.NaN, 0, target.target(), video));
    }

    /** Returns whether a video deserves a full scan. */
    boolean isPromising() {
        return promising > 0;
    }

    /** Returns one line per video and target, the sentence on all, and the unreadable videos. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("%d of %s to be looked at".formatted(promising, Plural.of(videos, "video")));
        int rest = videos - promising - unreadable.size();
        if (rest > 0) {
            text.append("; nothing in the key frames of %d".formatted(rest));
        }
        text.append(" (%s in all)\n".formatted(Plural.of(keyFrames, "key frame")));
        candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .forEach(candidate -> text.append(candidate.line()).append('\n'));
        if (!unreadable.isEmpty()) {
            text.append("Unreadable:\n");
            unreadable.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }
}
