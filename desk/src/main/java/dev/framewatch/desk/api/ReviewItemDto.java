package dev.framewatch.desk.api;

import dev.framewatch.desk.store.Sighting;
import dev.framewatch.home.Home;

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
 */
public record ReviewItemDto(
        String id,
        String target,
        String family,
        double score,
        double share,
        boolean undecided,
        String evidence) {

    /** Returns the JSON shape of an unreviewed sighting. */
    public static ReviewItemDto of(Sighting sighting, Home home) {
        return new ReviewItemDto(
                sighting.id(),
                sighting.target(),
                sighting.clusterId(),
                sighting.score(),
                sighting.positiveFraction(),
                sighting.isUndecided(),
                home.resolve(sighting.evidence()).toAbsolutePath().toString());
    }
}
