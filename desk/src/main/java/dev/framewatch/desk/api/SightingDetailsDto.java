package dev.framewatch.desk.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.desk.store.StoredVerdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sighting with its verdict, the spread of its clip family and its reviews: the object of {@code
 * sightings show --json}, which has the fields of a {@link SightingDto} and more.
 *
 * @param sighting the fields of the list
 * @param detector SHA-256 of the target file
 * @param verdict stored verdict; null if it was not kept
 * @param fetchedAt when the media were fetched
 * @param fetchedFrom URL of the media; null for a local file
 * @param timestamp {@code pending}, {@code stamped}, {@code void} or {@code none}
 * @param authors known authors of the clip family
 * @param spread every sighting of the target in the clip family, oldest first
 * @param viewsOverTime views of the clip family, the last count of each day
 * @param reviews answers of reviewers
 * @param authorId platform ID of the author, or empty
 * @param media path of the media; null once deleted
 */
public record SightingDetailsDto(
        @JsonUnwrapped SightingDto sighting,
        String detector,
        @Nullable StoredVerdict verdict,
        Instant fetchedAt,
        @Nullable String fetchedFrom,
        String timestamp,
        int authors,
        List<SightingDto> spread,
        List<ViewCount> viewsOverTime,
        List<ReviewEntry> reviews,
        String authorId,
        @Nullable String media) {
    public SightingDetailsDto {
        spread = List.copyOf(spread);
        viewsOverTime = List.copyOf(viewsOverTime);
        reviews = List.copyOf(reviews);
    }

    /**
     * Views of a clip family.
     *
     * @param at when they were counted
     * @param views of all its posts together
     */
    public record ViewCount(Instant at, long views) {}

    /**
     * A person's answer.
     *
     * @param at when it was given
     * @param who reviewer
     * @param answer {@code confirmed}, {@code rejected} or {@code closed}
     * @param frame time of the reviewed frame in seconds; null for the whole sighting
     * @param note the person's note, or empty
     */
    public record ReviewEntry(
            Instant at, String who, String answer, @Nullable Double frame, String note) {}
}
