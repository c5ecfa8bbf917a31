package dev.framewatch.desk.fetch;

import dev.framewatch.desk.post.Post;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Media that arrived whole.
 *
 * @param path a video file, or a folder of stills
 * @param sha256 of the file; of stills, of the list of their names and SHA-256s
 * @param bytes in all
 * @param sourceUrl where they came from in the end; null for this machine
 * @param completedPost the Post with what its page said beyond the list it stood on; null where
 *     nothing more is known than before
 * @param missing what of the Post could not be had, for people, so that what is not found in the
 *     rest is not called "no match"; empty where all is there
 */
public record FetchedMedia(
        Path path,
        String sha256,
        long bytes,
        @Nullable URI sourceUrl,
        @Nullable Post completedPost,
        String missing) {
    /** All is there, and nothing more is known of the Post. */
    public FetchedMedia(Path path, String sha256, long bytes, @Nullable URI sourceUrl) {
        this(path, sha256, bytes, sourceUrl, null, "");
    }
}
