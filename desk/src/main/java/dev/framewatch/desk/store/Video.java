package dev.framewatch.desk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Fetched media.
 *
 * @param sha256 SHA-256 of the media, their key
 * @param bytes total size in bytes
 * @param seconds duration in seconds; null until scanned
 * @param path path relative to the home folder; null once deleted
 * @param fetchedAt time of the fetch
 * @param from URL that the media were fetched from; null for local files
 * @param clusterId near-duplicate cluster; null until scanned
 * @param failedScans how often scanning it has died since it was last scanned
 * @param interruptedScans how often the process was killed while it scanned this video
 */
public record Video(
        String sha256,
        long bytes,
        @Nullable Double seconds,
        @Nullable String path,
        Instant fetchedAt,
        @Nullable String from,
        @Nullable String clusterId,
        int failedScans,
        int interruptedScans) {
    /** Returns whether it may have ended the process, so that it is scanned alone. */
    public boolean isSuspect() {
        return failedScans > 0 || interruptedScans > 0;
    }

    /** Creates media that were not scanned yet. */
    public Video(
            String sha256,
            long bytes,
            @Nullable Double seconds,
            @Nullable String path,
            Instant fetchedAt,
            @Nullable String from,
            @Nullable String clusterId) {
        this(sha256, bytes, seconds, path, fetchedAt, from, clusterId, 0, 0);
    }
}
