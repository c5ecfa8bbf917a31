package dev.framewatch.desk.store;

import dev.framewatch.desk.post.Post;
import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A Post and how far it has come.
 *
 * @param id of its row
 * @param post as it was received
 * @param source which brought it first
 * @param allowPrivate whether its media may lie in a private network
 * @param attempts how often its media could not be had
 * @param video SHA-256 of its media; null until they are there
 * @param missing what of the Post could not be had, for people; empty where its media are whole
 */
public record StoredPost(
        String id,
        Post post,
        String source,
        boolean allowPrivate,
        int attempts,
        @Nullable String video,
        String missing) {
    private static final int ID_DIGITS = 16;

    /** The id of a Post's row, the same whenever it comes. */
    public static String id(Post post) {
        return Sha256.of(post.key().getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }
}
