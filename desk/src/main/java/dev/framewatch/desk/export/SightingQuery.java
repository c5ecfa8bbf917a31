package dev.framewatch.desk.export;

import dev.framewatch.desk.export.SightingSummary.SeenPost;
import dev.framewatch.desk.store.Sighting;
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

/** Finds Sightings, the latest first. */
public final class SightingQuery {
    private static final String COLUMNS =
            """
            select sighting.*,
                (select count(*) from sighting as other where other.target = sighting.target
                    and other.family = sighting.family) as family_size,
                post.source, post.platform, post.platform_id, post.page, post.author,
                post.author_id, post.caption, post.posted_at, post.views,
                video.bytes, video.seconds, video.path
            from sighting join post on post.id = sighting.post
                join video on video.sha256 = sighting.video
            """;

    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public SightingQuery(Handle handle) {
        this.handle = handle;
    }

    /**
     * Hands over those that are wanted, without holding them all.
     *
     * @return how many there are
     * @throws IllegalArgumentException when an id is not one of a Sighting, or of several
     */
    public int each(SightingFilter filter, Consumer<SightingSummary> to) {
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

    /** As {@link #each}, in a list. */
    public List<SightingSummary> list(SightingFilter filter) {
        return query(filter).map(SightingQuery::read).list();
    }

    /** Every Sighting of the same Target in near-duplicates, the earliest first. */
    List<SightingSummary> family(Sighting sighting) {
        return handle.createQuery(
                        COLUMNS
                                + " where sighting.target = ? and sighting.family = ? order by"
                                + " sighting.seen_at, sighting.id")
                .bind(0, sighting.target())
                .bind(1, sighting.family())
                .map(SightingQuery::read)
                .list();
    }

    private Query query(SightingFilter filter) {
        List<String> conditions = new ArrayList<>();
        List<String> ids = filter.ids().stream().map(this::whole).distinct().toList();
        Instant since = filter.since();
        Sighting.State state = filter.state();
        add(conditions, !ids.isEmpty(), "sighting.id in (<ids>)");
        add(conditions, filter.target() != null, "sighting.target = :target");
        add(conditions, state != null, "sighting.state = :state");
        add(conditions, since != null, "sighting.seen_at >= :since");
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        Integer limit = filter.limit();
        Query query =
                handle.createQuery(
                                COLUMNS
                                        + where
                                        + " order by sighting.seen_at desc, sighting.id limit"
                                        + " :limit")
                        .bind("limit", limit == null ? -1 : limit);
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
        return query;
    }

    private static void add(List<String> conditions, boolean wanted, String condition) {
        if (wanted) {
            conditions.add(condition);
        }
    }

    /** The id that begins so. */
    private String whole(String beginning) {
        if (!beginning.matches("[0-9a-f]{1,64}")) {
            throw new IllegalArgumentException(
                    "'%s' is no id of a sighting; `sightings` lists them".formatted(beginning));
        }
        List<String> found =
                handle.createQuery("select id from sighting where id like ? order by id limit 2")
                        .bind(0, beginning + "%")
                        .mapTo(String.class)
                        .list();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no sighting '%s'; `sightings` lists them".formatted(beginning));
        }
        if (found.size() > 1 && !found.getFirst().equals(beginning)) {
            throw new IllegalArgumentException(
                    "several sightings begin with '%s'; give more of the id".formatted(beginning));
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
                        row.getString("family"),
                        row.getString("detector"),
                        row.getDouble("score"),
                        row.getDouble("share"),
                        Instant.ofEpochMilli(row.getLong("seen_at")),
                        Sighting.State.of(row.getString("state")),
                        row.getString("evidence"));
        Long postedAt = number(row, "posted_at");
        SeenPost post =
                new SeenPost(
                        row.getString("source"),
                        row.getString("platform"),
                        row.getString("platform_id"),
                        row.getString("page"),
                        row.getString("author"),
                        row.getString("author_id"),
                        row.getString("caption"),
                        postedAt == null ? null : Instant.ofEpochMilli(postedAt),
                        number(row, "views"));
        double seconds = row.getDouble("seconds");
        Double known = row.wasNull() ? null : seconds;
        return new SightingSummary(
                sighting,
                row.getInt("family_size"),
                post,
                row.getLong("bytes"),
                known,
                row.getString("path"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
