package dev.framewatch.cli.sheet;

import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.VideoResult;
import java.util.List;

/**
 * A video on a contact sheet.
 *
 * @param name name of the video
 * @param result result of the scan
 * @param frames for each target of the result, the frames to show, best first
 * @param note further information on the video; may be empty
 */
public record Entry(
        String name, VideoResult result, List<List<EvidenceFrame>> frames, String note) {
    public Entry {
        frames = List.copyOf(frames);
        if (frames.size() != result.targets().size()) {
            throw new IllegalArgumentException(
                    "%s: %d results and frames for %d"
                            .formatted(result.video(), result.targets().size(), frames.size()));
        }
    }

    /** Returns the greatest score of a frame in relation to its target's threshold. */
    double margin() {
        return result.targets().stream()
                .flatMapToDouble(target ->
                        target.frames().stream()
                                .mapToDouble(frame -> frame.score() - target.threshold()))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** Returns whether a person should look at the video. */
    boolean isLead() {
        return result.targets().stream().anyMatch(target -> target.verdict().isLead());
    }
}
