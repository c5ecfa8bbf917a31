package dev.framewatch.desk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Stores sightings and their review state. */
public final class SightingRepository {
    /** Sightings of clusters without any review, ranked within their cluster. */
    private static final String UNREVIEWED =
            """
            select sighting.*, row_number() over
                (partition by target, cluster_id order by score desc, id) as rank
            from sighting where state = 'new' and not exists (select 1 from sighting as copy
                where copy.target = sighting.target and copy.cluster_id = sighting.cluster_id
                    and copy.state <> 'new')\
            """;

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public SightingRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Adds a sighting unless it exists.
     *
     * @return whether the sighting is new
     */
    public boolean add(Sighting sighting) {
        int added =
                handle.createUpdate(
                                """
                                insert into sighting (id, target, post, video, cluster_id,
                                    target_sha256, score, positive_fraction, seen_at, state, verdict,
                                    evidence)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict do nothing\
                                """)
                        .bind(0, sighting.id())
                        .bind(1, sighting.target())
                        .bind(2, sighting.post())
                        .bind(3, sighting.video())
                        .bind(4, sighting.clusterId())
                        .bind(5, sighting.targetSha256())
                        .bind(6, sighting.score())
                        .bind(7, sighting.positiveFraction())
                        .bind(8, sighting.seenAt().toEpochMilli())
                        .bind(9, sighting.state().word())
                        .bind(10, sighting.verdict())
                        .bind(11, sighting.evidence())
                        .execute();
        if (added == 0) {
            return false;
        }
        new EventRepository(handle)
                .append(
                        EventType.SIGHTING_RECORDED,
                        sighting.id(),
                        sighting.seenAt(),
                        Map.of(
                                "target", sighting.target(),
                                "post", sighting.post(),
                                "clusterId", sighting.clusterId(),
                                "score", sighting.score()));
        return true;
    }

    /** Returns the sighting with the given id, or null. */
    public @Nullable Sighting get(String id) {
        return handle.createQuery("select * from sighting where id = ?")
                .bind(0, id)
                .map(SightingRepository::read)
                .findOne()
                .orElse(null);
    }

    /**
     * Returns the latest sightings, latest first.
     *
     * @param limit maximum number of sightings
     */
    public List<Sighting> latest(int limit) {
        return handle.createQuery("select * from sighting order by seen_at desc, id limit ?")
                .bind(0, limit)
                .map(SightingRepository::read)
                .list();
    }

    /**
     * Returns unreviewed sightings, the best-scoring one per target and cluster, the most doubtful
     * first: what nothing confirmed, then those whose score is closest to the threshold.
     *
     * @param limit maximum number of sightings
     */
    public List<Sighting> unreviewed(int limit) {
        return handle.createQuery(
                        "select * from ("
                                + UNREVIEWED
                                + """
                                ) as waiting where rank = 1
                                order by verdict <> 'undecided', abs(score - coalesce(
                                    (select threshold from verdict
                                        where verdict.video = waiting.video
                                            and verdict.target = waiting.target
                                            and verdict.target_sha256 = waiting.target_sha256), 0)), id
                                limit :limit\
                                """)
                .bind("limit", limit)
                .map(SightingRepository::read)
                .list();
    }

    /**
     * Returns a page of the review queue: the best-scoring sighting of each target and unreviewed
     * near-duplicate cluster, best first. A cluster whose best score rises moves forward like a new
     * one.
     */
    public Page<Sighting> reviewQueue(PageRequest request) {
        Cursor after = request.after();
        List<Sighting> rows =
                reviewQueue(
                        after == null
                                ? Double.MAX_VALUE
                                : Double.longBitsToDouble(after.position()),
                        request.start().id(),
                        request.limitPlusOne());
        long total =
                handle.createQuery("select count(*) from (" + UNREVIEWED + ") where rank = 1")
                        .mapTo(Long.class)
                        .one();
        return Page.of(
                request,
                rows,
                total,
                last -> new Cursor(Double.doubleToLongBits(last.score()), last.id()));
    }

    private List<Sighting> reviewQueue(double score, String id, int limit) {
        return handle.createQuery(
                        "select * from ("
                                + UNREVIEWED
                                + ") where rank = 1 and score <= :score and (score < :score or id >"
                                + " :id) order by score desc, id limit :limit")
                .bind("score", score)
                .bind("id", id)
                .bind("limit", limit)
                .map(SightingRepository::read)
                .list();
    }

    /**
     * Returns the IDs of the unreviewed sightings in the order of {@link #unreviewed(int)}, those
     * that a reviewer was unsure about last.
     *
     * @param target name of the target; null for all
     * @param actor the reviewer
     * @param limit maximum number of sightings
     */
    public List<Waiting> waiting(@Nullable String target, String actor, int limit) {
        return handle.createQuery(
                        "select id, exists (select 1 from unsure where sighting = waiting.id and"
                                + " actor = :actor) as unsure from ("
                                + UNREVIEWED
                                + """
                                ) as waiting where rank = 1 and (:target is null or target = :target)
                                order by unsure, verdict <> 'undecided', abs(score - coalesce(
                                    (select threshold from verdict
                                        where verdict.video = waiting.video
                                            and verdict.target = waiting.target
                                            and verdict.target_sha256 = waiting.target_sha256), 0)), id
                                limit :limit\
                                """)
                .bind("actor", actor)
                .bind("target", target)
                .bind("limit", limit)
                .map((row, _) -> new Waiting(row.getString("id"), row.getBoolean("unsure")))
                .list();
    }

    /**
     * A sighting that awaits review.
     *
     * @param id ID of the sighting
     * @param isUnsure whether the reviewer could not tell
     */
    public record Waiting(String id, boolean isUnsure) {}

    /** Counts a target's clusters by review outcome. */
    public Outcomes outcomes(String target) {
        return handle.createQuery(
                        """
                        select coalesce(sum(good), 0) as good,
                            coalesce(sum(not good and bad), 0) as bad,
                            coalesce(sum(not good and not bad), 0) as open
                        from (select max(state in ('confirmed', 'closed')) as good,
                                max(state = 'rejected') as bad
                            from sighting where target = ? group by cluster_id)\
                        """)
                .bind(0, target)
                .map((row, _) ->
                        new Outcomes(row.getInt("good"), row.getInt("bad"), row.getInt("open")))
                .one();
    }

    /**
     * Numbers of near-duplicate clusters by review outcome.
     *
     * @param confirmed clusters with a confirmed sighting
     * @param rejected clusters with a rejected sighting and no confirmed one
     * @param unreviewed all other clusters
     */
    public record Outcomes(int confirmed, int rejected, int unreviewed) {}

    /** Returns how far a target's clips of one cluster have spread. */
    public Spread spread(String target, String clusterId) {
        return handle.createQuery(
                        """
                        select count(*) as posts,
                            count(distinct nullif(post.platform || ':' || post.author_id, post.platform || ':')) as authors,
                            coalesce(sum(post.views), 0) as views, min(sighting.seen_at) as first
                        from sighting join post on post.id = sighting.post
                        where sighting.target = ? and sighting.cluster_id = ?\
                        """)
                .bind(0, target)
                .bind(1, clusterId)
                .map((row, _) ->
                        new Spread(
                                row.getInt("posts"),
                                row.getInt("authors"),
                                row.getLong("views"),
                                Instant.ofEpochMilli(row.getLong("first"))))
                .one();
    }

    /**
     * Spread of a cluster.
     *
     * @param posts number of posts that contain it
     * @param authors number of distinct authors, as far as known
     * @param views total views, as far as known
     * @param first time of the first sighting
     */
    public record Spread(int posts, int authors, long views, Instant first) {}

    /** Sets the review state of a sighting. */
    public void setState(String id, Sighting.State state) {
        handle.execute("update sighting set state = ? where id = ?", state.word(), id);
    }

    static Sighting read(ResultSet row, StatementContext context) throws SQLException {
        return new Sighting(
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
    }
}
