package dev.framewatch.desk.fetch;

import dev.framewatch.desk.post.Post;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Media that were fetched.
 *
 * @param path a video file, or a folder of stills
 * @param sha256 SHA-256 of the file; for stills, of the list of their names and SHA-256s
 * @param bytes total size
 * @param sourceUrl final URL, after redirects; null for this machine
 * @param completedPost the post with additional metadata from its page; null if there is none
 * @param missing user-facing description of media that could not be fetched, so that the post is
 *     not reported as "no match" on the strength of the rest; empty if complete
 */
public record FetchedMedia(
        Path path,
        String sha256,
        long bytes,
        @Nullable URI sourceUrl,
        @Nullable Post completedPost,
        String missing) {
    /** Creates complete media without additional metadata of the post. */
    public FetchedMedia(Path path, String sha256, long bytes, @Nullable URI sourceUrl) {
        this(path, sha256, bytes, sourceUrl, null, "");
    }
}
