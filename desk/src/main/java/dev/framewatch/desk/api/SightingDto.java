package dev.framewatch.desk.api;

import dev.framewatch.json.StrictJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Sighting: a line of {@code sightings --json}.
 *
 * @param id of the Sighting
 * @param target the Target's name
 * @param score the highest score of a frame, 0 to 1
 * @param share positive frames over sampled frames
 * @param family the clip family of the video
 * @param familySize Posts in which the clip family was seen, this one included
 * @param seenAt when the video was judged
 * @param state {@code new}, {@code confirmed}, {@code rejected}, {@code closed} or {@code expired}
 * @param post the Post
 * @param video the video
 * @param evidence the folder; null once it is deleted
 */
public record SightingDto(
        String id,
        String target,
        double score,
        double share,
        String family,
        int familySize,
        Instant seenAt,
        String state,
        PostSummary post,
        VideoSummary video,
        @Nullable String evidence) {

    /**
     * The Post of a Sighting.
     *
     * @param source the Source that delivered it first
     * @param platform such as {@code tiktok}
     * @param id the platform's id
     * @param url the page of the Post; null where there is none, or once it is deleted
     * @param author the displayed name, or empty
     * @param caption as written, or empty
     * @param postedAt null where the feed did not say
     * @param views null where the platform did not say
     */
    public record PostSummary(
            String source,
            String platform,
            String id,
            @Nullable String url,
            String author,
            String caption,
            @Nullable Instant postedAt,
            @Nullable Long views) {}

    /**
     * The video of a Sighting.
     *
     * @param sha256 of its bytes
     * @param seconds its duration; null where it is not known
     */
    public record VideoSummary(String sha256, @Nullable Double seconds) {}

    /** Returns the object as one line of JSON, without a line end. */
    public String json() {
        return StrictJson.MAPPER.writeValueAsString(this);
    }
}
