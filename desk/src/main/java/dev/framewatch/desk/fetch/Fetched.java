package dev.framewatch.desk.fetch;

import dev.framewatch.desk.feed.Post;
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
 * @param post as it is known now: a page says more of a video than the list it stood on
 * @param missing what of the Post could not be had, for people, so that what is not found in the
 *     rest is not called "no match"; empty where all is there
 */
public record Fetched(
        Path path, String sha256, long bytes, @Nullable URI from, Post post, String missing) {}
