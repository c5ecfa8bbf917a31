package dev.framewatch.cli.demo;

import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.util.Comparator;
import java.util.List;

/**
 * What the scan said of a clip, beside what the demo knows of it because it drew it.
 *
 * @param clip the clip
 * @param result what the scan found, for one Target
 * @param kept the frames that convinced it most
 */
record ClipOutcome(Clip clip, VideoResult result, List<EvidenceFrame> kept) {
    TargetResult target() {
        return result.targets().getFirst();
    }

    /** Whether the verdict is the truth. */
    boolean right() {
        return switch (target().verdict()) {
            case Verdict.Match _ -> clip.hasSymbol();
            case Verdict.NoMatch _ -> !clip.hasSymbol();
            case Verdict.Undecided _, Verdict.Unreadable _ -> false;
        };
    }

    /** The moment that looked most like the symbol, drawn again. */
    EvidenceFrame closest() {
        FrameScore frame =
                target().frames().stream()
                        .max(Comparator.comparingDouble(FrameScore::score))
                        .orElse(new FrameScore(0, Double.NaN, false, null));
        return new EvidenceFrame(frame, clip.at(frame.seconds()));
    }

    /** For people: one mark a sampled frame. */
    String marks() {
        StringBuilder marks = new StringBuilder();
        for (FrameScore frame : target().frames()) {
            marks.append(frame.positive() ? '+' : Double.isNaN(frame.score()) ? '?' : '-');
        }
        return marks.toString();
    }
}
