package dev.framewatch.desk.api;

import dev.framewatch.desk.api.SightingDto.PostSummary;
import dev.framewatch.desk.api.SightingDto.VideoSummary;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.search.FoundPost;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.verdict.FrameScore;
import dev.framewatch.verdict.TargetResult;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An earlier post that shows a target: a line of {@code posts search --json}.
 *
 * @param target the target's name
 * @param verdict {@code match}, or {@code undecided} if nothing confirmed the match
 * @param score the highest score of a frame, 0 to 1
 * @param share positive frames over the frames that were needed for the verdict
 * @param positives number of positive frames
 * @param sampled number of frames that were needed for the verdict
 * @param at when the target is seen, as far as the frames were needed
 * @param sighting ID of the sighting; null if none is recorded
 * @param state review state of the sighting; null if none is recorded
 * @param post the post
 * @param video the video
 */
public record FoundPostDto(
        String target,
        String verdict,
        double score,
        double share,
        int positives,
        int sampled,
        List<TargetResult.Run> at,
        @Nullable String sighting,
        @Nullable String state,
        PostSummary post,
        VideoSummary video) {
    public FoundPostDto {
        at = List.copyOf(at);
    }

    /** Returns the JSON shape of a post that was found. */
    public static FoundPostDto of(FoundPost found) {
        TargetResult target = found.target();
        Sighting sighting = found.sighting();
        return new FoundPostDto(
                target.target(),
                target.verdict().word(),
                target.frames().stream().mapToDouble(FrameScore::score).max().orElse(0),
                target.share(),
                target.positives(),
                target.frames().size(),
                target.runs(found.video().every()),
                sighting == null ? null : sighting.id(),
                sighting == null ? null : sighting.state().word(),
                summary(found.post()),
                new VideoSummary(
                        Objects.requireNonNullElse(found.video().sha256(), ""),
                        found.video().coverage().seconds()));
    }

    private static PostSummary summary(StoredPost stored) {
        Post post = stored.post();
        URI page = post.page();
        return new PostSummary(
                stored.source(),
                post.platform(),
                post.id(),
                page == null ? null : page.toString(),
                post.author().name(),
                post.caption(),
                post.postedAt(),
                post.counters().views(),
                PostName.of(post).file());
    }
}
