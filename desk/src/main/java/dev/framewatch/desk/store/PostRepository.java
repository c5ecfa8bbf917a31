package dev.framewatch.desk.store;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.post.Post.Author;
import dev.framewatch.desk.post.Post.Counters;
import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.json.StrictJson;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Stores posts and their status: found, fetched, judged, or lost with a reason. */
public final class PostRepository {

    /** Longest delay before another attempt, and some tolerance. */
    private static final Duration LONGEST_DELAY =
            RetryPolicy.DEFAULT_MAX_RETRY_AFTER.plusMinutes(1);

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public PostRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Adds a post from a source; if it is already known, only its metrics are recorded.
     *
     * @return whether the post is new
     */
    public boolean add(Post post, String source, boolean allowPrivate, Instant now) {
        int added =
                handle.createUpdate(
                                """
                                insert into post (id, platform, platform_id, source, allow_private,
                                    page_url, author_id, author, caption, hashtags, posted_at, views,
                                    likes, shares, comments, media, metadata, found_at, status,
                                    due_at)
                                values (:id, :platform, :platformId, :source, :allowPrivate,
                                    :page, :authorId, :author, :caption, :hashtags, :postedAt,
                                    :views, :likes, :shares, :comments, :media, :metadata, :now,
                                    'found', :now)
                                on conflict do nothing\
                                """)
                        .bind("id", StoredPost.id(post))
                        .bind("platform", post.platform())
                        .bind("platformId", post.id())
                        .bind("source", source)
                        .bind("allowPrivate", allowPrivate)
                        .bind("page", text(post.page()))
                        .bindMap(columns(post))
                        .bind("media", PostMediaColumn.of(post.media()))
                        .bind("now", now.toEpochMilli())
                        .execute();
        addMetrics(post, source, now);
        return added == 1;
    }

    private void addMetrics(Post post, String source, Instant now) {
        Counters counters = post.counters();
        handle.createUpdate(
                        """
                        insert into post_metrics (post, source, observed_at, views, likes, shares, comments)
                        select :post, :source, :now, :views, :likes, :shares, :comments
                        where not exists (
                            select 1 from (select * from post_metrics
                                where post = :post and source = :source
                                order by observed_at desc limit 1)
                            where views is :views and likes is :likes and shares is :shares
                                and comments is :comments)
                        on conflict do nothing\
                        """)
                .bind("post", StoredPost.id(post))
                .bind("source", source)
                .bind("now", now.toEpochMilli())
                .bind("views", counters.views())
                .bind("likes", counters.likes())
                .bind("shares", counters.shares())
                .bind("comments", counters.comments())
                .execute();
    }

    /** Returns the number of posts waiting to be fetched or judged. */
    public int countPending() {
        return handle.createQuery(
                        "select count(*) from post indexed by post_by_status where status in"
                                + " ('found', 'fetched')")
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Returns the posts whose media are due, longest overdue first. Those that are due later than
     * any delay explains are due, too: the clock was ahead when they were postponed.
     *
     * @param limit maximum number of posts
     */
    public List<StoredPost> toFetch(Instant now, int limit) {
        return handle.createQuery(
                        """
                        select * from post where status = 'found'
                            and (due_at <= :now or due_at > :latest)
                        order by due_at, found_at, id limit :limit\
                        """)
                .bind("now", now.toEpochMilli())
                .bind("latest", now.plus(LONGEST_DELAY).toEpochMilli())
                .bind("limit", limit)
                .map(PostRepository::read)
                .list();
    }

    /** Returns when the next media are due; empty if none are pending. */
    public Optional<Instant> nextFetch() {
        return handle.createQuery("select min(due_at) from post where status = 'found'")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Returns the posts whose media have the given SHA-256. */
    public List<StoredPost> withVideo(String sha256) {
        return handle.createQuery("select * from post where video = ? order by found_at, id")
                .bind(0, sha256)
                .map(PostRepository::read)
                .list();
    }

    /** Returns the posts with these media that were judged since a time and not erased. */
    public List<StoredPost> judgedWithVideo(String sha256, Instant since) {
        return handle.createQuery(
                        "select * from post where video = ? and status = 'judged' and judged_at >="
                                + " ? and erased_at is null order by found_at, id")
                .bind(0, sha256)
                .bind(1, since.toEpochMilli())
                .map(PostRepository::read)
                .list();
    }

    /** Returns the post with the given id, or null. */
    public @Nullable StoredPost get(String id) {
        return handle.createQuery("select * from post where id = ?")
                .bind(0, id)
                .map(PostRepository::read)
                .findOne()
                .orElse(null);
    }

    /** Returns a page of the posts that match a filter, latest first. */
    public Page<PostRow> page(PostRow.Filter filter, PageRequest request) {
        PostStatus status = filter.status();
        String condition =
                (status == null ? "" : " and status = :status")
                        + (filter.source() == null ? "" : " and source = :source");
        Map<String, String> values = new HashMap<>();
        if (status != null) {
            values.put("status", status.text());
        }
        if (filter.source() != null) {
            values.put("source", filter.source());
        }
        long total =
                handle.createQuery("select count(*) from post where true" + condition)
                        .bindMap(values)
                        .mapTo(Long.class)
                        .one();
        List<PostRow> rows =
                handle.createQuery(
                                """
                                select * from post where found_at <= :position
                                    and (found_at < :position or id > :id)\
                                """
                                        + condition
                                        + " order by found_at desc, id limit :limit")
                        .bindMap(values)
                        .bind("position", request.start().position())
                        .bind("id", request.start().id())
                        .bind("limit", request.limitPlusOne())
                        .map(PostRepository::row)
                        .list();
        return Page.of(
                request,
                rows,
                total,
                row -> new Cursor(row.foundAt().toEpochMilli(), row.post().id()));
    }

    private static PostRow row(ResultSet row, StatementContext context) throws SQLException {
        return new PostRow(
                read(row, context),
                PostStatus.of(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("found_at")),
                instant(row, "judged_at"),
                row.getString("reason"));
    }

    /**
     * Marks the media of a post as fetched.
     *
     * @param known post, completed with metadata obtained while fetching
     * @param missing description of unavailable parts of the media, for display; empty if complete
     */
    public void markFetched(String id, String video, Post known, String missing) {
        handle.createUpdate(
                        """
                        update post set status = 'fetched', video = :video, reason = null,
                            failing_since = null, failed_at = null, failure_kind = null,
                            missing_media = :missing, author_id = :authorId, author = :author,
                            caption = :caption, hashtags = :hashtags,
                            posted_at = coalesce(:postedAt, posted_at),
                            views = :views, likes = :likes, shares = :shares,
                            comments = :comments, metadata = :metadata,
                            listed_metadata = case when response is not null
                                and metadata <> :metadata then metadata end
                        where id = :id and status = 'found'\
                        """)
                .bind("id", id)
                .bind("video", video)
                .bind("missing", missing)
                .bindMap(columns(known))
                .execute();
    }

    private static Map<String, @Nullable Object> columns(Post post) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("authorId", post.author().id());
        columns.put("author", post.author().name());
        columns.put("caption", post.caption());
        columns.put("hashtags", StrictJson.MAPPER.writeValueAsString(post.hashtags()));
        columns.put("postedAt", millis(post.postedAt()));
        columns.put("views", post.counters().views());
        columns.put("likes", post.counters().likes());
        columns.put("shares", post.counters().shares());
        columns.put("comments", post.counters().comments());
        columns.put("metadata", post.metadata());
        return columns;
    }

    /**
     * Records a failed fetch and the time of the next attempt. Failures of this machine do not
     * count as attempts.
     */
    public void postpone(String id, PostFailure failure, Instant now, Instant due) {
        handle.createUpdate(
                        """
                        update post set attempts = attempts + :counted, due_at = :due,
                            reason = :reason, failure_kind = :kind, failed_at = :now,
                            failing_since = coalesce(failing_since, :now)
                        where id = :id\
                        """)
                .bind("counted", failure.kind() == PostFailure.Kind.LOCAL ? 0 : 1)
                .bind("due", due.toEpochMilli())
                .bind("reason", failure.reason())
                .bind("kind", failure.kind().text())
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute();
    }

    /** Suspends all fetches for a source until the given time, e.g. after a Retry-After. */
    public void suspend(String source, Instant until) {
        handle.execute(
                "update post set due_at = ? where source = ? and status = 'found' and due_at < ?",
                until.toEpochMilli(),
                source,
                until.toEpochMilli());
    }

    /** Marks a post's media as permanently unavailable. */
    public void markLost(String id, PostFailure failure, Instant now) {
        int lost =
                handle.createUpdate(
                                """
                                update post set status = 'lost', reason = :reason,
                                    failure_kind = :kind, failed_at = :now,
                                    failing_since = coalesce(failing_since, :now),
                                    attempts = attempts + :counted
                                where id = :id and status <> 'lost'\
                                """)
                        .bind("counted", failure.kind() == PostFailure.Kind.SCAN ? 0 : 1)
                        .bind("reason", failure.reason())
                        .bind("kind", failure.kind().text())
                        .bind("now", now.toEpochMilli())
                        .bind("id", id)
                        .execute();
        if (lost == 1) {
            new EventRepository(handle)
                    .append(EventType.POST_LOST, id, now, Map.of("reason", failure.reason()));
        }
    }

    /**
     * Records that scanning the media of posts died: the first time the posts wait, the last time
     * they are lost.
     *
     * @param video SHA-256 of the media
     * @param isFinal whether the media are not scanned again
     */
    public void markScanFailed(String video, PostFailure failure, boolean isFinal, Instant now) {
        if (isFinal) {
            handle.createQuery("select id from post where video = ? and status = 'fetched'")
                    .bind(0, video)
                    .mapTo(String.class)
                    .list()
                    .forEach(id -> markLost(id, failure, now));
            return;
        }
        handle.createUpdate(
                        """
                        update post set reason = :reason, failure_kind = :kind, failed_at = :now,
                            failing_since = coalesce(failing_since, :now)
                        where video = :video and status = 'fetched'\
                        """)
                .bind("reason", failure.reason())
                .bind("kind", failure.kind().text())
                .bind("now", now.toEpochMilli())
                .bind("video", video)
                .execute();
    }

    /** Marks a post as judged by every target. */
    public void markJudged(String id, Instant now) {
        handle.execute(
                "update post set status = 'judged', judged_at = ?, reason = null,"
                        + " failing_since = null, failed_at = null, failure_kind = null"
                        + " where id = ? and status = 'fetched'",
                now.toEpochMilli(),
                id);
    }

    private static StoredPost read(ResultSet row, StatementContext context) throws SQLException {
        String page = row.getString("page_url");
        Post post =
                new Post(
                        row.getString("platform"),
                        row.getString("platform_id"),
                        page == null ? null : URI.create(page),
                        new Author(row.getString("author_id"), row.getString("author")),
                        row.getString("caption"),
                        List.of(
                                StrictJson.MAPPER.readValue(
                                        row.getString("hashtags"), String[].class)),
                        instant(row, "posted_at"),
                        new Counters(
                                number(row, "views"),
                                number(row, "likes"),
                                number(row, "shares"),
                                number(row, "comments")),
                        PostMediaColumn.read(row.getString("media")),
                        row.getString("metadata"));
        return new StoredPost(
                row.getString("id"),
                post,
                row.getString("source"),
                row.getBoolean("allow_private"),
                row.getInt("attempts"),
                instant(row, "failing_since"),
                row.getString("video"),
                row.getString("missing_media"));
    }

    private static @Nullable String text(@Nullable URI url) {
        return url == null ? null : url.toString();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
