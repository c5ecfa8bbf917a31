package dev.framewatch.cli.sheet;

import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.VideoResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A video on a contact sheet.
 *
 * @param result result of the scan
 * @param frames for each target of the result, the frames to show, best first
 * @param still a representative frame if no frame was kept, or null
 * @param note further information on the video; may be empty
 */
public record Entry(
        VideoResult result,
        List<List<EvidenceFrame>> frames,
        @Nullable EvidenceFrame still,
        String note) {
    public Entry {
        frames = List.copyOf(frames);
        if (frames.size() != result.targets().size()) {
            throw new IllegalArgumentException(
                    "%s: %d results and frames for %d"
                            .formatted(result.video(), result.targets().size(), frames.size()));
        }
    }

    /** Creates an entry without a representative frame or a note. */
    public Entry(VideoResult result, List<List<EvidenceFrame>> frames) {
        this(result, frames, null, "");
    }
}
