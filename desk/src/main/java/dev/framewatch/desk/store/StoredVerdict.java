package dev.framewatch.desk.store;

import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a Detector concluded about a video, without its frames.
 *
 * @param target name
 * @param targetSha256 SHA-256 of the target file
 * @param verdict match, no_match, undecided or unreadable
 * @param reason why it is none of the first two
 * @param score the highest of a frame, 0 to 1; null when there is none
 * @param positiveFraction positive frames over sampled frames
 * @param positiveFrames positive frames
 * @param sampledFrames frames looked at
 * @param longestSeconds longest unbroken run of positive frames
 * @param decodedSeconds how much of the video was seen
 * @param rule by which it was judged
 * @param threshold from which score on a frame was positive
 */
public record StoredVerdict(
        String target,
        String targetSha256,
        String verdict,
        @Nullable String reason,
        @Nullable Double score,
        double positiveFraction,
        int positiveFrames,
        int sampledFrames,
        double longestSeconds,
        double decodedSeconds,
        String rule,
        double threshold) {

    /** What a scan found for one Target. */
    public static StoredVerdict of(VideoResult video, TargetResult target) {
        OptionalDouble highest =
                target.frames().stream()
                        .mapToDouble(FrameScore::score)
                        .filter(score -> !Double.isNaN(score))
                        .max();
        return new StoredVerdict(
                target.target(),
                target.detector(),
                target.verdict().word(),
                switch (target.verdict()) {
                    case Verdict.Undecided undecided -> undecided.reason();
                    case Verdict.Unreadable unreadable -> unreadable.reason();
                    case Verdict.Match _, Verdict.NoMatch _ -> null;
                },
                highest.isPresent() ? highest.getAsDouble() : null,
                target.share(),
                target.positives(),
                target.frames().size(),
                target.longestSeconds(),
                video.coverage().decodedSeconds(),
                video.rule().toString(),
                target.threshold());
    }

    public boolean isMatch() {
        return verdict.equals("match");
    }
}
