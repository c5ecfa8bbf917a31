package dev.framewatch.desk.trend;

import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Stores detected trends. */
public final class TrendRepository {
    private final Handle handle;

    public TrendRepository(Handle handle) {
        this.handle = handle;
    }

    /** Returns the ongoing trend, if any. */
    Optional<Trend> open(String target, String source) {
        return handle.createQuery(
                        "select * from trend where target = ? and source = ? and ended_at is null")
                .bind(0, target)
                .bind(1, source)
                .map(TrendRepository::read)
                .findOne();
    }

    void begin(Trend trend) {
        RateComparison comparison = trend.comparison();
        int added =
                handle.execute(
                        """
                        insert into trend (target, source, started_at, sightings, posts, baseline_sightings,
                            baseline_posts, p_value)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
                        """,
                        trend.target(),
                        trend.source(),
                        trend.startedAt().toEpochMilli(),
                        comparison.now().sightings(),
                        comparison.now().posts(),
                        comparison.baseline().sightings(),
                        comparison.baseline().posts(),
                        comparison.pValue());
        if (added == 1) {
            new EventRepository(handle)
                    .append(
                            EventType.TREND_STARTED,
                            trend.target(),
                            trend.startedAt(),
                            Map.of(
                                    "source", trend.source(),
                                    "sightings", comparison.now().sightings(),
                                    "posts", comparison.now().posts(),
                                    "pValue", comparison.pValue()));
        }
    }

    void end(Trend trend, Instant at) {
        handle.execute(
                "update trend set ended_at = ? where target = ? and source = ? and started_at = ?",
                at.toEpochMilli(),
                trend.target(),
                trend.source(),
                trend.startedAt().toEpochMilli());
        new EventRepository(handle)
                .append(
                        EventType.TREND_ENDED,
                        trend.target(),
                        at,
                        Map.of(
                                "source", trend.source(),
                                "startedAt", trend.startedAt().toString()));
    }

    /**
     * Returns a target's trends, latest first.
     *
     * @param limit maximum number of trends
     */
    public List<Trend> of(String target, int limit) {
        return handle.createQuery(
                        "select * from trend where target = ? order by started_at desc limit ?")
                .bind(0, target)
                .bind(1, limit)
                .map(TrendRepository::read)
                .list();
    }

    private static Trend read(ResultSet row, StatementContext context) throws SQLException {
        long ended = row.getLong("ended_at");
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(ended);
        return new Trend(
                row.getString("target"),
                row.getString("source"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                end,
                new RateComparison(
                        new Counts(row.getInt("posts"), row.getInt("sightings")),
                        new Counts(row.getInt("baseline_posts"), row.getInt("baseline_sightings")),
                        1,
                        row.getDouble("p_value")));
    }
}
