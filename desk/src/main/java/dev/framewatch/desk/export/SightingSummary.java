package dev.framewatch.desk.export;

import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.home.Home;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Sighting with what one wants to know of its Post and its video at a glance.
 *
 * @param sighting what was seen
 * @param familySize in how many Posts near-duplicates of its video were seen, itself included
 * @param post where
 * @param bytes of the media
 * @param seconds how long they last; null when not known
 * @param media where they lie, relative to the home folder; null once they are deleted
 */
public record SightingSummary(
        Sighting sighting,
        int familySize,
        SeenPost post,
        long bytes,
        @Nullable Double seconds,
        @Nullable String media) {
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
     * @param evidence the folder as the reader finds it; null where there is none
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
                new SightingDto.PostSummary(
                        post.source,
                        post.platform,
                        post.id,
                        post.url,
                        post.author,
                        post.caption,
                        post.postedAt,
                        post.views),
                new SightingDto.VideoSummary(sighting.video(), seconds),
                evidence);
    }

    /**
     * A Post, as far as a list shows it.
     *
     * @param source which brought it first
     * @param id what the platform calls it
     * @param url where a person can see it; null when there is no page, or it is forgotten
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
            @Nullable Long views) {}
}
