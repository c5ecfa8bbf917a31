package dev.framewatch.desk.store;

import dev.framewatch.desk.post.Post;
import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post and its fetch state.
 *
 * @param id id of the row
 * @param post post as received
 * @param source name of the source that returned it first
 * @param allowPrivate whether its media may be on localhost or a private network
 * @param attempts number of failed fetches, without those that this machine caused
 * @param failingSince time of the first failed fetch; null if the last one did not fail
 * @param video SHA-256 of its media; null until fetched
 * @param missing description of unavailable parts of the media, for display; empty if complete
 */
public record StoredPost(
        String id,
        Post post,
        String source,
        boolean allowPrivate,
        int attempts,
        @Nullable Instant failingSince,
        @Nullable String video,
        String missing) {
    private static final int ID_DIGITS = 16;

    /** Returns the deterministic id of a post's row. */
    public static String id(Post post) {
        return Sha256.of(post.key().getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }
}
