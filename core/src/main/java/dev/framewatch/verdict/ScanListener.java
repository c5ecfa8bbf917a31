package dev.framewatch.verdict;

import java.nio.file.Path;
import java.util.List;

/** Receives the results of a scan while it runs. */
public interface ScanListener {
    /** Receives each scored frame; called from the scan's threads, in no strict order. */
    default void frameScored(Path video, double seconds, double of) {}

    /**
     * Receives the result of a video; called in the order of the videos, on the thread that called
     * the scan.
     *
     * @param kept for each target, the best positive frames, best first; empty lists if none were
     *     requested
     */
    void finished(VideoResult result, List<List<EvidenceFrame>> kept);
}
