package dev.framewatch.desk.export;

import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.home.Home;
import dev.framewatch.verdict.TargetResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sighting with a summary of its post and video.
 *
 * @param sighting the sighting
 * @param familySize number of posts with near-duplicates of its video, including its own
 * @param post the post
 * @param bytes size of the media
 * @param seconds duration; null if unknown
 * @param media path of the media, relative to the home folder; null once deleted
 * @param at when the target is seen in the video; empty if it is not known
 */
public record SightingSummary(
        Sighting sighting,
        int familySize,
        SeenPost post,
        long bytes,
        @Nullable Double seconds,
        @Nullable String media,
        List<TargetResult.Run> at) {
    public SightingSummary {
        at = List.copyOf(at);
    }

    /** Returns the JSON shape of this row, with the absolute path of the evidence. */
    public SightingDto dto(Home home) {
        String evidence = sighting.evidence();
        return dto(
                evidence.isEmpty()
                        ? null
                        : home.resolve(evidence).toAbsolutePath().normalize().toString());
    }

    /**
     * Returns the JSON shape of this row.
     *
     * @param evidence evidence folder as seen by the reader; null if there is none
     */
    SightingDto dto(@Nullable String evidence) {
        return new SightingDto(
                sighting.id(),
                sighting.target(),
                sighting.score(),
                sighting.positiveFraction(),
                sighting.clusterId(),
                familySize,
                sighting.seenAt(),
                sighting.state().word(),
                sighting.isUndecided(),
                new SightingDto.PostSummary(
                        post.source,
                        post.platform,
                        post.id,
                        post.url,
                        post.author,
                        post.caption,
                        post.postedAt,
                        post.views,
                        post.file),
                new SightingDto.VideoSummary(sighting.video(), seconds),
                evidence,
                at);
    }

    /**
     * Summary of a post.
     *
     * @param source the source that delivered it first
     * @param id ID on the platform
     * @param url web page of the post; null if there is none or it was deleted
     * @param file name of the dropped file; null if it came from elsewhere
     */
    public record SeenPost(
            String source,
            String platform,
            String id,
            @Nullable String url,
            String author,
            String authorId,
            String caption,
            @Nullable Instant postedAt,
            @Nullable Long views,
            @Nullable String file) {}
}
