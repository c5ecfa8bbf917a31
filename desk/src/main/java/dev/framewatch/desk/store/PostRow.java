package dev.framewatch.desk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post in a list.
 *
 * @param post as it was received
 * @param status how far it has come
 * @param foundAt when a source first brought it
 * @param judgedAt when it was judged; null until then
 * @param reason why its media could not be fetched, for people; null where nothing failed
 */
public record PostRow(
        StoredPost post,
        PostStatus status,
        Instant foundAt,
        @Nullable Instant judgedAt,
        @Nullable String reason) {
    /**
     * Which posts are wanted; all that is given must hold.
     *
     * @param status how far they have come; null for all
     * @param source name of the source that brought them first; null for all
     */
    public record Filter(@Nullable PostStatus status, @Nullable String source) {
        /** Selects every post. */
        public static final Filter ALL = new Filter(null, null);
    }
}
