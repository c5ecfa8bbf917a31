package dev.framewatch.desk.export;

import dev.framewatch.desk.store.Sighting;
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
