package dev.framewatch.desk.export;

import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a Sighting, and how far its family has spread.
 *
 * @param row the Sighting, its Post and its video
 * @param video as it was fetched
 * @param verdict what the Detector concluded; null when it was not kept
 * @param family every Sighting of the Target in near-duplicates of the video, the earliest first
 * @param authors how many posted them, as far as known
 * @param views of all of them together, the last count of each day
 * @param reviews what people said of it
 * @param timestamp pending, stamped, void or none
 */
public record SightingDetails(
        SightingSummary row,
        Video video,
        @Nullable StoredVerdict verdict,
        List<SightingSummary> family,
        int authors,
        List<Views> views,
        List<Review> reviews,
        String timestamp) {
    public SightingDetails {
        family = List.copyOf(family);
        views = List.copyOf(views);
        reviews = List.copyOf(reviews);
    }

    /**
     * Views of a family.
     *
     * @param at when the last of them was counted
     * @param views of all its Posts, as last known then
     */
    public record Views(Instant at, long views) {}

    /**
     * What a person said.
     *
     * @param frame of which frame, in seconds; null when of the whole Sighting
     */
    public record Review(
            Instant at, String who, String answer, @Nullable Double frame, String note) {}
}
