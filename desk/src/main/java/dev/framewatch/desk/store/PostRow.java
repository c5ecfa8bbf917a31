package dev.framewatch.desk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A post in a list.
 *
 * @param post post as received
 * @param status current status
 * @param foundAt time at which a source first returned it
 * @param judgedAt time at which it was judged; null if not yet judged
 * @param reason reason why its media could not be fetched, for display; null if nothing failed
 */
public record PostRow(
        StoredPost post,
        PostStatus status,
        Instant foundAt,
        @Nullable Instant judgedAt,
        @Nullable String reason) {
    /**
     * Filter for posts; all given criteria must match.
     *
     * @param status status of the posts; null for all
     * @param source name of the source that returned them first; null for all
     */
    public record Filter(@Nullable PostStatus status, @Nullable String source) {
        /** Selects every post. */
        public static final Filter ALL = new Filter(null, null);
    }
}
