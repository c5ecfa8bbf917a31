package dev.framewatch.desk.export;

import dev.framewatch.desk.export.SightingSummary.SeenPost;
import dev.framewatch.desk.post.PostName;
import dev.framewatch.desk.store.Cursor;
import dev.framewatch.desk.store.Page;
import dev.framewatch.desk.store.PageRequest;
import dev.framewatch.desk.store.PositiveRunsColumn;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Queries sightings, latest first. */
public final class SightingQuery {
    private static final String COLUMNS =
            """
            select sighting.*,
                (select count(*) from sighting as other where other.target = sighting.target
                    and other.cluster_id = sighting.cluster_id) as cluster_size,
                post.source, post.platform, post.platform_id, post.page_url, post.author,
                post.author_id, post.caption, post.posted_at, post.views,
                json_extract(post.media, '$.disk') as disk,
                video.bytes, video.seconds, video.path, judged.positive_runs
            from sighting join post on post.id = sighting.post
                join video on video.sha256 = sighting.video
                left join verdict as judged on judged.video = sighting.video
                    and judged.target = sighting.target
                    and judged.target_sha256 = sighting.target_sha256
            """;

    private static final String ORDER = " order by sighting.seen_at desc, sighting.id limit :limit";

    private final Handle handle;

    /**
     * @param handle open transaction for all queries
     */
    public SightingQuery(Handle handle) {
        this.handle = handle;
    }

    /**
     * Passes the selected sightings to a consumer one at a time.
     *
     * @return the number of sightings
     * @throws NotFoundException if an ID does not exist
     * @throws InvalidFieldException if an ID is malformed or ambiguous
     */
    public int forEach(SightingFilter filter, Consumer<SightingSummary> to) {
        int[] count = {0};
        query(filter)
                .map(SightingQuery::read)
                .useStream(rows ->
                        rows.forEach(row -> {
                            count[0]++;
                            to.accept(row);
                        }));
        return count[0];
    }

    /** Returns the selected sightings as a list. */
    public List<SightingSummary> list(SightingFilter filter) {
        return query(filter).map(SightingQuery::read).list();
    }

    /** Returns the sighting with the given ID or unique prefix. */
    public SightingSummary of(String id) {
        return list(SightingFilter.of(List.of(id))).getFirst();
    }

    /** Returns all sightings of the same target in near-duplicates, oldest first. */
    List<SightingSummary> nearDuplicates(Sighting sighting) {
        return handle.createQuery(
                        COLUMNS
                                + " where sighting.target = ? and sighting.cluster_id = ? order by"
                                + " sighting.seen_at, sighting.id")
                .bind(0, sighting.target())
                .bind(1, sighting.clusterId())
                .map(SightingQuery::read)
                .list();
    }

    /**
     * Returns a page of the selected sightings, latest first.
     *
     * @param filter selection; its limit is ignored in favour of the request's
     * @throws IllegalArgumentException if an ID is malformed or ambiguous
     */
    public Page<SightingSummary> page(SightingFilter filter, PageRequest request) {
        List<String> ids = ids(filter);
        List<String> conditions = conditions(filter, ids);
        Query count = handle.createQuery("select count(*) from sighting" + where(conditions));
        long total = bind(count, filter, ids).mapTo(Long.class).one();
        conditions.add(
                "sighting.seen_at <= :position and (sighting.seen_at < :position or sighting.id >"
                        + " :id)");
        List<SightingSummary> rows =
                bind(handle.createQuery(COLUMNS + where(conditions) + ORDER), filter, ids)
                        .bind("position", request.start().position())
                        .bind("id", request.start().id())
                        .bind("limit", request.limitPlusOne())
                        .map(SightingQuery::read)
                        .list();
        return Page.of(request, rows, total, SightingQuery::cursor);
    }

    private static Cursor cursor(SightingSummary row) {
        return new Cursor(row.sighting().seenAt().toEpochMilli(), row.sighting().id());
    }

    private Query query(SightingFilter filter) {
        List<String> ids = ids(filter);
        Integer limit = filter.limit();
        String where = where(conditions(filter, ids));
        return bind(handle.createQuery(COLUMNS + where + ORDER), filter, ids)
                .bind("limit", limit == null ? -1 : limit);
    }

    private List<String> ids(SightingFilter filter) {
        return filter.ids().stream().map(this::resolveId).distinct().toList();
    }

    private static List<String> conditions(SightingFilter filter, List<String> ids) {
        List<String> conditions = new ArrayList<>();
        add(conditions, !ids.isEmpty(), "sighting.id in (<ids>)");
        add(conditions, filter.target() != null, "sighting.target = :target");
        add(conditions, filter.state() != null, "sighting.state = :state");
        add(conditions, filter.since() != null, "sighting.seen_at >= :since");
        SightingFilter.More more = filter.more();
        add(conditions, more.family() != null, "sighting.cluster_id = :family");
        add(conditions, more.minScore() != null, "sighting.score >= :score");
        add(
                conditions,
                more.source() != null,
                "exists (select 1 from post as origin where origin.id = sighting.post and"
                        + " origin.source = :source)");
        add(
                conditions,
                more.words() != null,
                "exists (select 1 from post as text where text.id = sighting.post and"
                        + " instr(lower(text.caption), lower(:words)) > 0)");
        return conditions;
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static Query bind(Query query, SightingFilter filter, List<String> ids) {
        Sighting.State state = filter.state();
        Instant since = filter.since();
        if (!ids.isEmpty()) {
            query.bindList("ids", ids);
        }
        if (filter.target() != null) {
            query.bind("target", filter.target());
        }
        if (state != null) {
            query.bind("state", state.word());
        }
        if (since != null) {
            query.bind("since", since.toEpochMilli());
        }
        SightingFilter.More more = filter.more();
        if (more.family() != null) {
            query.bind("family", more.family());
        }
        if (more.minScore() != null) {
            query.bind("score", more.minScore());
        }
        if (more.source() != null) {
            query.bind("source", more.source());
        }
        if (more.words() != null) {
            query.bind("words", more.words());
        }
        return query;
    }

    private static void add(List<String> conditions, boolean isSet, String condition) {
        if (isSet) {
            conditions.add(condition);
        }
    }

    /**
     * Returns the ID with the given prefix.
     *
     * @throws NotFoundException if there is none
     * @throws InvalidFieldException if the prefix is malformed or ambiguous
     */
    public String resolveId(String prefix) {
        if (!prefix.matches("[0-9a-f]{1,64}")) {
            throw new InvalidFieldException("id", "invalid sighting ID '%s'".formatted(prefix));
        }
        List<String> found =
                handle.createQuery(
                                "select id from sighting where id >= ? and id < ? order by id"
                                        + " limit 2")
                        .bind(0, prefix)
                        .bind(1, prefix + "g") // after every hexadecimal digit
                        .mapTo(String.class)
                        .list();
        if (found.isEmpty()) {
            throw new NotFoundException("no sighting '%s'".formatted(prefix));
        }
        if (found.size() > 1 && !found.getFirst().equals(prefix)) {
            throw new InvalidFieldException(
                    "id", "ambiguous sighting ID '%s'; add more digits".formatted(prefix));
        }
        return found.getFirst();
    }

    private static SightingSummary read(ResultSet row, StatementContext context)
            throws SQLException {
        Sighting sighting =
                new Sighting(
                        row.getString("id"),
                        row.getString("target"),
                        row.getString("post"),
                        row.getString("video"),
                        row.getString("cluster_id"),
                        row.getString("target_sha256"),
                        row.getDouble("score"),
                        row.getDouble("positive_fraction"),
                        Instant.ofEpochMilli(row.getLong("seen_at")),
                        Sighting.State.of(row.getString("state")),
                        row.getString("verdict"),
                        row.getString("evidence"));
        Long postedAt = number(row, "posted_at");
        SeenPost post =
                new SeenPost(
                        row.getString("source"),
                        row.getString("platform"),
                        row.getString("platform_id"),
                        row.getString("page_url"),
                        row.getString("author"),
                        row.getString("author_id"),
                        row.getString("caption"),
                        postedAt == null ? null : Instant.ofEpochMilli(postedAt),
                        number(row, "views"),
                        PostName.file(
                                row.getString("platform"),
                                row.getString("caption"),
                                row.getString("disk")));
        double seconds = row.getDouble("seconds");
        Double known = row.wasNull() ? null : seconds;
        return new SightingSummary(
                sighting,
                row.getInt("cluster_size"),
                post,
                row.getLong("bytes"),
                known,
                row.getString("path"),
                PositiveRunsColumn.read(row.getString("positive_runs")));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
