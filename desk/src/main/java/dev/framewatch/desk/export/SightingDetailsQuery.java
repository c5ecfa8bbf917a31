package dev.framewatch.desk.export;

import dev.framewatch.desk.export.SightingDetails.Review;
import dev.framewatch.desk.export.SightingDetails.Views;
import dev.framewatch.desk.store.ReviewRepository;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.StoredVerdict;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.error.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Queries all details of a sighting. */
public final class SightingDetailsQuery {
    private final Handle handle;

    /**
     * @param handle open transaction for all queries
     */
    public SightingDetailsQuery(Handle handle) {
        this.handle = handle;
    }

    /**
     * Returns the details of a sighting.
     *
     * @param id ID or unique prefix
     * @throws NotFoundException if there is no such sighting
     */
    public SightingDetails of(String id) {
        SightingQuery query = new SightingQuery(handle);
        SightingSummary row = query.of(id);
        Sighting sighting = row.sighting();
        return new SightingDetails(
                row,
                Objects.requireNonNull(new VideoRepository(handle).get(sighting.video())),
                verdict(sighting),
                query.nearDuplicates(sighting),
                new SightingRepository(handle)
                        .spread(sighting.target(), sighting.clusterId())
                        .authors(),
                views(sighting),
                reviews(sighting.id()),
                timestamp(sighting.id()));
    }

    private @Nullable StoredVerdict verdict(Sighting sighting) {
        return new VideoRepository(handle)
                .verdicts(sighting.video()).stream()
                        .filter(one -> one.target().equals(sighting.target()))
                        .filter(one -> one.targetSha256().equals(sighting.targetSha256()))
                        .findFirst()
                        .orElse(null);
    }

    /** A view count of a post. */
    private record Count(String post, Instant at, long views) {}

    private List<Views> views(Sighting sighting) {
        List<Count> counts =
                handle.createQuery(
                                """
                                select post_metrics.post, observed_at, views
                                from post_metrics join sighting on sighting.post = post_metrics.post
                                where sighting.target = ? and sighting.cluster_id = ?
                                    and views is not null
                                order by observed_at, post_metrics.post\
                                """)
                        .bind(0, sighting.target())
                        .bind(1, sighting.clusterId())
                        .map((row, _) -> count(row))
                        .list();
        Map<String, Long> latest = new HashMap<>();
        Map<LocalDate, Views> days = new TreeMap<>();
        long sum = 0;
        for (Count count : counts) {
            Long before = latest.put(count.post, count.views);
            sum += count.views - (before == null ? 0 : before);
            days.put(count.at.atZone(ZoneOffset.UTC).toLocalDate(), new Views(count.at, sum));
        }
        return new ArrayList<>(days.values());
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(
                row.getString("post"),
                Instant.ofEpochMilli(row.getLong("observed_at")),
                row.getLong("views"));
    }

    private List<Review> reviews(String id) {
        return new ReviewRepository(handle)
                .ofSighting(id).stream()
                        .map(one ->
                                new Review(
                                        one.createdAt(),
                                        one.actor(),
                                        one.answer().word(),
                                        one.frameSeconds(),
                                        one.note()))
                        .toList();
    }

    private String timestamp(String id) {
        return handle.createQuery("select state from timestamp where sighting = ?")
                .bind(0, id)
                .mapTo(String.class)
                .findOne()
                .orElse("none");
    }
}
