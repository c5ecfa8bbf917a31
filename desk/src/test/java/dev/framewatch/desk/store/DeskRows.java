package dev.framewatch.desk.store;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.Post.Author;
import dev.framewatch.desk.post.Post.Counters;
import dev.framewatch.desk.post.PostMedia;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Creates rows of posts and sightings for tests. */
final class DeskRows {
    private DeskRows() {}

    static Post post(int number) {
        return new Post(
                "web",
                "n" + number,
                null,
                Author.UNKNOWN,
                "",
                List.of(),
                null,
                Counters.UNKNOWN,
                new PostMedia.None("of a test"),
                "");
    }

    /** Adds a post with the given discovery time and returns its id. */
    static String addPost(Handle handle, int number, Instant foundAt) {
        new PostRepository(handle).add(post(number), "feed", false, foundAt);
        return StoredPost.id(post(number));
    }

    /** Adds a sighting with its own post and video, and returns its id. */
    static String addSighting(
            Handle handle, int number, String cluster, double score, Instant seenAt) {
        String post = addPost(handle, number, seenAt);
        String video = "video" + number;
        new VideoRepository(handle)
                .markFetched(new Video(video, 1, null, null, seenAt, null, null));
        Sighting sighting =
                new Sighting(
                        Sighting.id("harbour", post),
                        "harbour",
                        post,
                        video,
                        cluster,
                        "hash of the target file",
                        score,
                        0.5,
                        seenAt,
                        Sighting.State.NEW,
                        "match",
                        "");
        new SightingRepository(handle).add(sighting);
        return sighting.id();
    }
}
