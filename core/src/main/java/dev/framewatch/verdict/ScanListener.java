package dev.framewatch.verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

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

    /**
     * Receives a video whose scan died of an error that nobody foresaw, in place of {@link
     * #finished}. By default the scan ends with it; otherwise it goes on with the next video.
     *
     * @param unreadable a result that names the reason
     * @param cause the error
     * @throws CompletionException if the scan is to end
     */
    default void died(VideoResult unreadable, Throwable cause) {
        throw new CompletionException(cause);
    }
}
