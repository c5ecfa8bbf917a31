package dev.framewatch.desk.export;

import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All details of a sighting and its near-duplicates.
 *
 * @param row the sighting, its post and its video
 * @param video the fetched video
 * @param verdict stored verdict; null if it was not kept
 * @param nearDuplicates all sightings of the target in near-duplicates of the video, oldest first
 * @param authors number of known authors
 * @param views total views of the near-duplicates, the last count of each day
 * @param reviews answers of reviewers
 * @param timestamp pending, stamped, void or none
 */
public record SightingDetails(
        SightingSummary row,
        Video video,
        @Nullable StoredVerdict verdict,
        List<SightingSummary> nearDuplicates,
        int authors,
        List<Views> views,
        List<Review> reviews,
        String timestamp) {
    public SightingDetails {
        nearDuplicates = List.copyOf(nearDuplicates);
        views = List.copyOf(views);
        reviews = List.copyOf(reviews);
    }

    /**
     * Views of a group of near-duplicates.
     *
     * @param at time of the last count
     * @param views total over all posts, as last known at that time
     */
    public record Views(Instant at, long views) {}

    /**
     * A reviewer's answer.
     *
     * @param frame time of the reviewed frame in seconds; null for the whole sighting
     */
    public record Review(
            Instant at, String actor, String answer, @Nullable Double frame, String note) {}
}
