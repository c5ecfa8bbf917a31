package dev.framewatch.desk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Media that were fetched.
 *
 * @param sha256 which names them
 * @param bytes in all
 * @param seconds how long they last; null until they are scanned
 * @param path relative to the home folder; null once they are deleted
 * @param fetchedAt when they came
 * @param from where they came from; null for this machine
 * @param clusterId near-duplicates; null until they are scanned
 */
public record Video(
        String sha256,
        long bytes,
        @Nullable Double seconds,
        @Nullable String path,
        Instant fetchedAt,
        @Nullable String from,
        @Nullable String clusterId) {}
