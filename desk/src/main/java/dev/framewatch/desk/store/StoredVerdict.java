package dev.framewatch.desk.store;

import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Verdict of one target for one video, without its frames.
 *
 * @param target name of the target
 * @param targetSha256 SHA-256 of the target file
 * @param verdict match, no_match, undecided or unreadable
 * @param reason reason of an undecided or unreadable verdict; otherwise null
 * @param score maximum score of a frame, 0 to 1; null if there is none
 * @param positiveFraction positive frames divided by sampled frames, 0 to 1
 * @param positiveFrames number of positive frames
 * @param sampledFrames number of frames scanned
 * @param longestSeconds longest run of consecutive positive frames, in seconds
 * @param decodedSeconds duration of the decoded part of the video, in seconds
 * @param rule rule that produced the verdict
 * @param threshold score at or above which a frame counted as positive
 * @param at when the target is seen, for videos that a person should look at; empty if it is not
 *     known
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
        double threshold,
        List<TargetResult.Run> at) {
    public StoredVerdict {
        at = List.copyOf(at);
    }

    /** Returns the verdict of one target from a scan. */
    public static StoredVerdict of(VideoResult video, TargetResult target) {
        OptionalDouble maxScore =
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
                maxScore.isPresent() ? maxScore.getAsDouble() : null,
                target.share(),
                target.positives(),
                target.frames().size(),
                target.longestSeconds(),
                video.coverage().decodedSeconds(),
                target.rule().toString(),
                target.threshold(),
                target.verdict().isLead() && target.frames().size() > 1
                        ? target.runs(video.every())
                        : List.of());
    }

    public boolean isMatch() {
        return verdict.equals("match");
    }

    /** Returns whether a person should look at the frames, see {@link Verdict#isLead}. */
    public boolean isLead() {
        return isMatch() || Verdict.NEVER_SEEN_WELL.equals(reason);
    }
}
