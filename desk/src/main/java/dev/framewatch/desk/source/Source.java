package dev.framewatch.desk.source;

import dev.framewatch.desk.post.Post;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where Posts come from: one place, asked again and again. */
public interface Source {
    /**
     * Asks once.
     *
     * @param cursor what the last answer said to go on from; empty the first time. Asking twice
     *     from the same cursor loses nothing: Posts may come again, and are known by their key
     * @throws SourceException when it could not be asked, or its answer cannot be trusted to be
     *     whole
     */
    Batch poll(String cursor) throws SourceException, InterruptedException;

    /**
     * What one poll brought.
     *
     * @param posts in the order of the feed
     * @param cursor where to go on
     * @param notes what was left out and why, for people
     * @param entryCount how many there were, with those that were known or left out; null when the
     *     answer was that of the last time
     * @param moreAfter after which more is sure to be there; zero when there is no telling
     */
    record Batch(
            List<Post> posts,
            String cursor,
            List<String> notes,
            @Nullable Integer entryCount,
            Duration moreAfter) {
        public Batch {
            posts = List.copyOf(posts);
            notes = List.copyOf(notes);
        }

        /** Posts for all there was. */
        public Batch(List<Post> posts, String cursor, List<String> notes) {
            this(posts, cursor, notes, posts.size(), Duration.ZERO);
        }

        /** The answer of the last time. */
        public static Batch unchanged(String cursor) {
            return new Batch(List.of(), cursor, List.of(), null, Duration.ZERO);
        }
    }
}
