package dev.framewatch.desk.evidence;

import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.StoredPost;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.Video;

/**
 * A sighting with its post, video and verdict.
 *
 * @param sighting the match
 * @param post the post, as reported by the feed
 * @param video the scanned media
 * @param verdict stored verdict of the detector
 */
public record SightingRecord(
        Sighting sighting, StoredPost post, Video video, StoredVerdict verdict) {}
