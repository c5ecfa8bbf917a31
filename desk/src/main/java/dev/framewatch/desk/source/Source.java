package dev.framewatch.desk.source;

import dev.framewatch.desk.post.Post;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of posts that is polled repeatedly. */
public interface Source {
    /**
     * Polls the source once.
     *
     * @param cursor cursor returned by the last poll; empty the first time. Polling is
     *     at-least-once: posts may be returned repeatedly and are identified by their key
     * @throws SourceException if the source is unreachable, or its response may be incomplete
     */
    Batch poll(String cursor) throws SourceException, InterruptedException;

    /**
     * Result of a poll.
     *
     * @param posts in the order of the feed
     * @param cursor cursor for the next poll
     * @param notes user-facing notes on skipped entries
     * @param entryCount number of entries, including known and skipped ones; null if unchanged
     * @param moreAfter delay after which more posts are certain to be available; zero if unknown
     * @param leftOut which files of the source were skipped, for display; empty if none
     * @param responses answers of servers that the posts were read from; empty if there are none
     */
    record Batch(
            List<Post> posts,
            String cursor,
            List<String> notes,
            @Nullable Integer entryCount,
            Duration moreAfter,
            String leftOut,
            List<SourceResponse> responses) {
        public Batch {
            posts = List.copyOf(posts);
            notes = List.copyOf(notes);
            responses = List.copyOf(responses);
        }

        /** Creates a result of a source that has no answers of servers. */
        public Batch(
                List<Post> posts,
                String cursor,
                List<String> notes,
                @Nullable Integer entryCount,
                Duration moreAfter,
                String leftOut) {
            this(posts, cursor, notes, entryCount, moreAfter, leftOut, List.of());
        }

        /** Creates a result in which nothing was skipped. */
        public Batch(
                List<Post> posts,
                String cursor,
                List<String> notes,
                @Nullable Integer entryCount,
                Duration moreAfter) {
            this(posts, cursor, notes, entryCount, moreAfter, "");
        }

        /** Creates a result in which no entry was skipped. */
        public Batch(List<Post> posts, String cursor, List<String> notes) {
            this(posts, cursor, notes, posts.size(), Duration.ZERO);
        }

        /** Returns the same result with other posts and one more note. */
        public Batch withPosts(List<Post> otherPosts, String note) {
            List<String> allNotes = new ArrayList<>(notes);
            allNotes.add(note);
            return new Batch(
                    otherPosts, cursor, allNotes, entryCount, moreAfter, leftOut, responses);
        }

        /** Returns the same result with other posts. */
        public Batch withPosts(List<Post> otherPosts) {
            return new Batch(otherPosts, cursor, notes, entryCount, moreAfter, leftOut, responses);
        }

        /** Returns the same result with the answers that the posts were read from. */
        public Batch withResponses(List<SourceResponse> otherResponses) {
            return new Batch(posts, cursor, notes, entryCount, moreAfter, leftOut, otherResponses);
        }

        /** Returns the result of a poll without changes. */
        public static Batch unchanged(String cursor) {
            return new Batch(List.of(), cursor, List.of(), null, Duration.ZERO);
        }
    }
}
