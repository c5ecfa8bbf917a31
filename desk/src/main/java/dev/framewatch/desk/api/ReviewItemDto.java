package dev.framewatch.desk.api;

import dev.framewatch.desk.api.SightingDto.PostSummary;
import dev.framewatch.desk.review.DoubtfulFrame;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.TargetResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sighting that awaits review: a line of {@code review --json}.
 *
 * @param id ID of the sighting
 * @param target the target's name
 * @param family the clip family of the video
 * @param score the highest score of a frame, 0 to 1
 * @param share positive frames over sampled frames
 * @param undecided whether nothing confirmed the match
 * @param evidence the folder
 * @param doubtful the frames that should be looked at, the most doubtful first
 * @param at when the target is seen in the video; empty if it is not known
 * @param post the post
 */
public record ReviewItemDto(
        String id,
        String target,
        String family,
        double score,
        double share,
        boolean undecided,
        String evidence,
        List<DoubtfulDto> doubtful,
        List<TargetResult.Run> at,
        PostSummary post) {
    public ReviewItemDto {
        doubtful = List.copyOf(doubtful);
        at = List.copyOf(at);
    }

    /**
     * A frame from whose review the target learns most.
     *
     * @param t time in seconds
     * @param score 0 to 1; null if it could not be scored
     * @param reason {@code cannot_tell} or {@code near_threshold}
     */
    public record DoubtfulDto(double t, @Nullable Double score, String reason) {
        static DoubtfulDto of(DoubtfulFrame frame) {
            return new DoubtfulDto(frame.seconds(), frame.score(), frame.reason().word());
        }
    }

    /**
     * Returns the JSON shape of an unreviewed sighting.
     *
     * @param row the fields of a list
     */
    public static ReviewItemDto of(
            Sighting sighting, SightingDto row, List<DoubtfulFrame> doubtful, Home home) {
        return new ReviewItemDto(
                sighting.id(),
                sighting.target(),
                sighting.clusterId(),
                sighting.score(),
                sighting.positiveFraction(),
                sighting.isUndecided(),
                home.resolve(sighting.evidence()).toAbsolutePath().toString(),
                doubtful.stream().map(DoubtfulDto::of).toList(),
                row.at(),
                row.post());
    }
}
