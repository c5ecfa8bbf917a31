package dev.framewatch.verdict;

import java.nio.file.Path;
import java.util.List;

/** Hears of a scan as it goes. */
public interface ScanListener {
    /** A frame of a video was looked at; called from the scan's threads, in no strict order. */
    default void frameScored(Path video, double seconds, double of) {}

    /**
     * A video is finished; called in the order of the videos, on the thread that called the scan.
     *
     * @param kept for each Target, the best positive frames, best first; empty lists when none were
     *     asked for
     */
    void finished(VideoResult result, List<List<EvidenceFrame>> kept);
}
