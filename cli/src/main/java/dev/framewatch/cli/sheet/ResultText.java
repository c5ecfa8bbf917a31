package dev.framewatch.cli.sheet;

import dev.framewatch.verdict.RunText;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.VideoResult;
import java.util.Locale;

/** Describes the result of a target for a video. */
public final class ResultText {
    private ResultText() {}

    /** Returns how much of a video is positive. */
    public static String figures(TargetResult target) {
        return String.format(
                Locale.ROOT,
                "%d of %d frames (%.0f%%), longest run %.0f s, threshold %.2f",
                target.positives(),
                target.frames().size(),
                100 * target.share(),
                target.longestSeconds(),
                target.threshold());
    }

    /**
     * Returns when a target is seen in a video, as in "3 s to 12 s, 97 s"; empty if it is not seen,
     * or if the video is a single image.
     */
    public static String times(TargetResult target, VideoResult video) {
        return target.frames().size() < 2
                ? ""
                : RunText.of(target.runs(video.every()), video.every());
    }
}
