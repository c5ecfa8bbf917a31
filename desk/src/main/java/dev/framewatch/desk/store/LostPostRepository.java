package dev.framewatch.desk.store;

import dev.framewatch.desk.post.PostName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Lists posts that were given up, and queues them again. */
public final class LostPostRepository {
    private static final String SELECTED = " and (:source is null or source = :source)";

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public LostPostRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * A post that was given up.
     *
     * @param source name of the source that returned it first
     * @param platform platform of the post
     * @param id id on its platform
     * @param page URL of its page; null if there is none, or it was erased
     * @param foundAt time at which a source first returned it
     * @param lostAt time at which it was given up
     * @param attempts number of failed fetches
     * @param kind kind of the failure, as {@link PostFailure.Kind#text()}
     * @param reason reason for display
     * @param erased whether retention has erased the location of its media
     * @param author displayed name of its author, or empty
     * @param file name of the dropped file; null if it came from elsewhere
     */
    public record Lost(
            String source,
            String platform,
            String id,
            @Nullable String page,
            Instant foundAt,
            Instant lostAt,
            int attempts,
            String kind,
            String reason,
            boolean erased,
            String author,
            @Nullable String file) {}

    /**
     * Returns the lost posts, the last one first.
     *
     * @param source name of the source; null for all
     */
    public List<Lost> list(@Nullable String source) {
        return handle.createQuery(
                        """
                        select *, json_extract(media, '$.disk') as disk,
                            coalesce(failed_at, found_at) as lost_at,
                            coalesce(failure_kind, 'permanent') as kind
                        from post where status = 'lost'\
                        """
                                + SELECTED
                                + " order by lost_at desc, id")
                .bind("source", source)
                .map(LostPostRepository::read)
                .list();
    }

    private static Lost read(ResultSet row, StatementContext context) throws SQLException {
        String reason = row.getString("reason");
        return new Lost(
                row.getString("source"),
                row.getString("platform"),
                row.getString("platform_id"),
                row.getString("page_url"),
                Instant.ofEpochMilli(row.getLong("found_at")),
                Instant.ofEpochMilli(row.getLong("lost_at")),
                row.getInt("attempts"),
                row.getString("kind"),
                reason == null ? "" : reason,
                row.getObject("erased_at") != null,
                row.getString("author"),
                PostName.file(
                        row.getString("platform"),
                        row.getString("caption"),
                        row.getString("disk")));
    }

    /** Returns whether a source of this name has returned a post. */
    public boolean isKnown(String source) {
        return handle.createQuery("select exists (select 1 from post where source = ?)")
                .bind(0, source)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * What was queued again.
     *
     * @param lost number of lost posts that are tried again
     * @param waiting number of posts that wait for another try and are now due
     * @param erased number of lost posts whose location retention has erased
     */
    public record Retried(int lost, int waiting, int erased) {}

    /**
     * Queues lost posts again, with all their attempts, and makes those due that wait for another.
     *
     * @param source name of the source; null for all
     */
    public Retried retry(@Nullable String source, Instant now) {
        int waiting =
                update(
                        "update post set due_at = :now where status = 'found' and due_at > :now"
                                + SELECTED,
                        source,
                        now);
        update(
                "update video set failed_scans = 0, interrupted_scans = 0, scan_failure = null,"
                        + " scan_due_at = 0 where"
                        + " sha256 in (select video from post where status in ('lost', 'fetched')"
                        + SELECTED
                        + ")",
                source,
                now);
        int onDisk =
                requeue(
                        "update post set status = 'fetched', attempts = 0, failing_since = null"
                                + " where status = 'lost' and video in (select sha256 from video"
                                + " where path is not null)"
                                + SELECTED
                                + " returning id",
                        source,
                        now);
        int lost =
                requeue(
                        "update post set status = 'found', video = null, attempts = 0,"
                                + " failing_since = null, due_at = :now"
                                + " where status = 'lost' and erased_at is null"
                                + SELECTED
                                + " returning id",
                        source,
                        now);
        int erased = list(source).size();
        return new Retried(lost + onDisk, waiting, erased);
    }

    /** Returns the number of posts that are queued again, each of which is an event. */
    private int requeue(String statement, @Nullable String source, Instant now) {
        List<String> ids =
                handle.createQuery(statement)
                        .bind("source", source)
                        .bind("now", now.toEpochMilli())
                        .mapTo(String.class)
                        .list();
        EventRepository events = new EventRepository(handle);
        ids.forEach(id -> events.append(EventType.POST_RETRIED, id, now, Map.of()));
        return ids.size();
    }

    private int update(String statement, @Nullable String source, Instant now) {
        return handle.createUpdate(statement)
                .bind("source", source)
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
