package dev.framewatch.cli.sheet;

import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.VideoResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One video on a contact sheet.
 *
 * @param result what the scan found
 * @param kept for each Target of the result, the frames to show, best first
 * @param still a frame that stands for the video where no frame was kept, or null
 * @param note what else a person should know about the video; may be empty
 */
public record Entry(
        VideoResult result,
        List<List<EvidenceFrame>> kept,
        @Nullable EvidenceFrame still,
        String note) {
    public Entry {
        kept = List.copyOf(kept);
        if (kept.size() != result.targets().size()) {
            throw new IllegalArgumentException(
                    "%s: %d results and frames for %d"
                            .formatted(result.video(), result.targets().size(), kept.size()));
        }
    }

    /** An entry with nothing but what the scan gave. */
    public Entry(VideoResult result, List<List<EvidenceFrame>> kept) {
        this(result, kept, null, "");
    }
}
