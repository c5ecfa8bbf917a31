package dev.framewatch.cli.demo;

import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.util.List;

/**
 * The scan result of a generated clip, with its ground truth.
 *
 * @param clip the clip
 * @param result result of the scan, for one target
 * @param frames the best frames
 */
record ClipOutcome(Clip clip, VideoResult result, List<EvidenceFrame> frames) {
    TargetResult target() {
        return result.targets().getFirst();
    }

    /** Returns whether the verdict is correct. */
    boolean isCorrect() {
        return switch (target().verdict()) {
            case Verdict.Match _ -> clip.hasSymbol();
            case Verdict.NoMatch _ -> !clip.hasSymbol();
            case Verdict.Undecided _, Verdict.Unreadable _ -> false;
        };
    }

    /** Returns one mark per sampled frame. */
    String marks() {
        StringBuilder marks = new StringBuilder();
        for (FrameScore frame : target().frames()) {
            marks.append(frame.positive() ? '+' : Double.isNaN(frame.score()) ? '?' : '-');
        }
        return marks.toString();
    }
}
