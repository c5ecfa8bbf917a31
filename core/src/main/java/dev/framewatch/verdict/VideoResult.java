package dev.framewatch.verdict;

import dev.framewatch.clip.ClipFingerprint;
import dev.framewatch.storyboard.Storyboard;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result for one video.
 *
 * @param video the video as named in the request
 * @param sha256 of the file; null if it could not be read at all, or is a folder of images
 * @param coverage how much was analysed
 * @param elapsedMillis from opening the video to its verdicts
 * @param every seconds between two samples
 * @param targets one result per target, in the order of the request
 * @param fingerprint identifies copies of the clip; null unless it was requested and at least a
 *     part was decoded
 * @param storyboard small images of the frames; null unless it was requested and at least a part
 *     was decoded
 * @param decoderFailed whether the decoder process crashed or hung, which may not happen again
 */
public record VideoResult(
        Path video,
        @Nullable String sha256,
        Coverage coverage,
        long elapsedMillis,
        double every,
        List<TargetResult> targets,
        @Nullable ClipFingerprint fingerprint,
        @Nullable Storyboard storyboard,
        boolean decoderFailed) {
    public VideoResult {
        targets = List.copyOf(targets);
    }

    /**
     * Creates a result without a fingerprint and a storyboard, of a video that the decoder
     * survived.
     */
    public VideoResult(
            Path video,
            @Nullable String sha256,
            Coverage coverage,
            long elapsedMillis,
            double every,
            List<TargetResult> targets) {
        this(video, sha256, coverage, elapsedMillis, every, targets, null, null, false);
    }

    /** Returns this result of the storyboard of a video as one of the video. */
    public VideoResult ofVideo(String videoSha256) {
        return new VideoResult(
                video, videoSha256, coverage, elapsedMillis, every, targets, null, null, false);
    }
}
