package dev.framewatch.desk.watch;

import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.StoredPost;
import java.util.List;

/**
 * Names videos as people know them: by their first post.
 *
 * @param database stores the posts
 */
record VideoNames(Database database) {
    private static final int HASH_DIGITS = 12;

    /** Returns the name of a video; the beginning of its SHA-256 if it has no post any more. */
    String of(String sha256) {
        List<StoredPost> posts =
                database.read(handle -> new PostRepository(handle).withVideo(sha256));
        if (posts.isEmpty()) {
            return "video " + sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()));
        }
        String first = PostName.of(posts.getFirst().post()).text();
        return switch (posts.size()) {
            case 1 -> first;
            case 2 -> first + " and 1 more post";
            default -> first + " and %d more posts".formatted(posts.size() - 1);
        };
    }
}
