package dev.framewatch.verdict;

import dev.framewatch.clip.ClipFingerprint;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found in one video.
 *
 * @param video as it was named
 * @param sha256 of the file; null when it could not be read at all, or is a folder of stills
 * @param coverage how much was seen
 * @param elapsedMillis from opening the video to its verdicts
 * @param rule by which it was judged
 * @param every seconds between two samples
 * @param targets one result a Target, in the order asked for
 * @param fingerprint by which copies of it are found; null unless it was asked for and something
 *     was decoded
 */
public record VideoResult(
        Path video,
        @Nullable String sha256,
        Coverage coverage,
        long elapsedMillis,
        Rule rule,
        double every,
        List<TargetResult> targets,
        @Nullable ClipFingerprint fingerprint) {
    public VideoResult {
        targets = List.copyOf(targets);
    }

    /** Without a fingerprint. */
    public VideoResult(
            Path video,
            @Nullable String sha256,
            Coverage coverage,
            long elapsedMillis,
            Rule rule,
            double every,
            List<TargetResult> targets) {
        this(video, sha256, coverage, elapsedMillis, rule, every, targets, null);
    }
}
