package dev.framewatch.desk.api;

import dev.framewatch.desk.post.PostName;
import dev.framewatch.json.StrictJson;
import dev.framewatch.verdict.TargetResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sighting: a line of {@code sightings --json}.
 *
 * @param id ID of the sighting
 * @param target the target's name
 * @param score the highest score of a frame, 0 to 1
 * @param share positive frames over sampled frames
 * @param family the clip family of the video
 * @param familySize posts in which the clip family was seen, this one included
 * @param seenAt time of the verdict
 * @param state {@code new}, {@code confirmed}, {@code rejected}, {@code closed} or {@code expired}
 * @param undecided whether nothing confirmed the match
 * @param post the post
 * @param video the video
 * @param evidence the folder; null once deleted
 * @param at when the target is seen in the video; empty if it is not known
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
        boolean undecided,
        PostSummary post,
        VideoSummary video,
        @Nullable String evidence,
        List<TargetResult.Run> at) {
    public SightingDto {
        at = List.copyOf(at);
    }

    /**
     * The post of a sighting.
     *
     * @param source the source that delivered it first
     * @param platform such as {@code tiktok}
     * @param id ID on the platform
     * @param url web page of the post; null if there is none, or once it is deleted
     * @param author the displayed name, or empty
     * @param caption as written, or empty
     * @param postedAt null if unknown
     * @param views null if unknown
     * @param file name of the dropped file; null if it came from elsewhere
     */
    public record PostSummary(
            String source,
            String platform,
            String id,
            @Nullable String url,
            String author,
            String caption,
            @Nullable Instant postedAt,
            @Nullable Long views,
            @Nullable String file) {
        /** Returns what people call the post. */
        public PostName called() {
            return new PostName(file, author, url, platform, id);
        }
    }

    /**
     * The video of a sighting.
     *
     * @param sha256 of its bytes
     * @param seconds its duration; null if unknown
     */
    public record VideoSummary(String sha256, @Nullable Double seconds) {}

    /** Returns the object as one line of JSON, without a line end. */
    public String json() {
        return StrictJson.MAPPER.writeValueAsString(this);
    }
}
