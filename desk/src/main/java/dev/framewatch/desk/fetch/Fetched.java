package dev.framewatch.desk.fetch;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Media that arrived whole.
 *
 * @param path a video file, or a folder of stills
 * @param sha256 of the file; of stills, of the list of their names and SHA-256s
 * @param bytes in all
 * @param from where they came from in the end; null for this machine
 */
public record Fetched(Path path, String sha256, long bytes, @Nullable URI from) {}
