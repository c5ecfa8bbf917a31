package dev.framewatch.desk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Sightings, and what people made of them. */
public final class SightingRepository {
    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public SightingRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Takes in a Sighting.
     *
     * @return whether it is new
     */
    public boolean add(Sighting sighting) {
        return handle.createUpdate(
                                """
                                insert into sighting (id, target, post, video, family, detector,
                                    score, share, seen_at, state, evidence)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict do nothing\
                                """)
                        .bind(0, sighting.id())
                        .bind(1, sighting.target())
                        .bind(2, sighting.post())
                        .bind(3, sighting.video())
                        .bind(4, sighting.family())
                        .bind(5, sighting.detector())
                        .bind(6, sighting.score())
                        .bind(7, sighting.share())
                        .bind(8, sighting.seenAt().toEpochMilli())
                        .bind(9, sighting.state().word())
                        .bind(10, sighting.evidence())
                        .execute()
                == 1;
    }

    /** The one of an id; null when there is none. */
    public @Nullable Sighting get(String id) {
        return handle.createQuery("select * from sighting where id = ?")
                .bind(0, id)
                .map(SightingRepository::read)
                .findOne()
                .orElse(null);
    }

    /** The latest first. */
    public List<Sighting> latest(int most) {
        return handle.createQuery("select * from sighting order by seen_at desc, id limit ?")
                .bind(0, most)
                .map(SightingRepository::read)
                .list();
    }

    /** Those that nobody has looked at, the best score of each family and Target, best first. */
    public List<Sighting> waiting(int most) {
        return handle.createQuery(
                        """
                        select sighting.*, max(score) from sighting where state = 'new'
                            and not exists (select 1 from sighting as copy
                                where copy.target = sighting.target
                                    and copy.family = sighting.family and copy.state <> 'new')
                        group by target, family order by score desc, id limit ?\
                        """)
                .bind(0, most)
                .map(SightingRepository::read)
                .list();
    }

    /** How far a family has spread. */
    public Spread spread(String target, String family) {
        return handle.createQuery(
                        """
                        select count(*) as posts,
                            count(distinct nullif(post.platform || ':' || post.author_id, post.platform || ':')) as authors,
                            coalesce(sum(post.views), 0) as views, min(sighting.seen_at) as first
                        from sighting join post on post.id = sighting.post
                        where sighting.target = ? and sighting.family = ?\
                        """)
                .bind(0, target)
                .bind(1, family)
                .map((row, _) ->
                        new Spread(
                                row.getInt("posts"),
                                row.getInt("authors"),
                                row.getLong("views"),
                                Instant.ofEpochMilli(row.getLong("first"))))
                .one();
    }

    /**
     * How far a family has spread.
     *
     * @param posts in which it was seen
     * @param authors who posted it, as far as known
     * @param views in all, as far as known
     * @param first when it was first seen here
     */
    public record Spread(int posts, int authors, long views, Instant first) {}

    /** A person's answer; the last one counts. */
    public void review(
            String id,
            @Nullable Double frame,
            Sighting.State answer,
            String who,
            String note,
            Instant at) {
        handle.createUpdate(
                        "insert into review (sighting, frame, answer, who, note, at) values (?, ?,"
                                + " ?, ?, ?, ?)")
                .bind(0, id)
                .bind(1, frame)
                .bind(2, answer.word())
                .bind(3, who)
                .bind(4, note)
                .bind(5, at.toEpochMilli())
                .execute();
        if (frame == null) {
            state(id, answer);
        }
    }

    /** What became of it. */
    public void state(String id, Sighting.State state) {
        handle.execute("update sighting set state = ? where id = ?", state.word(), id);
    }

    static Sighting read(ResultSet row, StatementContext context) throws SQLException {
        return new Sighting(
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
    }
}
