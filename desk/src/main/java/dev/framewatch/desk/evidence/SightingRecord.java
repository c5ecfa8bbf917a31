package dev.framewatch.desk.evidence;

import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;

/**
 * All that is known about a Sighting.
 *
 * @param sighting what was seen
 * @param post where, as the feed told it
 * @param video what was looked at
 * @param verdict what the Detector concluded
 */
public record SightingRecord(
        Sighting sighting, StoredPost post, Video video, StoredVerdict verdict) {}
