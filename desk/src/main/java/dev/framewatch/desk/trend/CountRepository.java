package dev.framewatch.desk.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Counts scanned posts and the sightings among them, by the time at which the post was first
 * judged. Posts without a clear verdict are not counted, and rejected sightings do not count as
 * sightings.
 */
public final class CountRepository {
    private static final String COUNTED =
            """
             from post
            left join sighting on sighting.post = post.id and sighting.target = :target
                and sighting.state <> 'rejected'
            where post.judged_at >= :from and post.judged_at < :to
                and (post.missing_media = '' or sighting.id is not null)
                and (:source = '' or post.source = :source)
                and exists (select 1 from verdict where verdict.video = post.video
                    and verdict.target = :target and verdict.verdict in ('match', 'no_match'))
            """;

    private final Handle handle;

    public CountRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Counts of a time bucket.
     *
     * @param from start of the bucket
     * @param counts numbers of posts and sightings
     * @param clusters number of distinct near-duplicate clusters among the sightings
     * @param authors number of distinct authors of the sightings, as far as known
     * @param views total views of the sightings, as far as known
     */
    public record TimeBucket(Instant from, Counts counts, int clusters, int authors, long views) {}

    /**
     * Returns consecutive buckets of equal length, including empty ones.
     *
     * @param source name of the source; empty for all
     * @param end end of the last bucket
     * @param length length of a bucket
     * @param count number of buckets
     */
    public List<TimeBucket> buckets(
            String target, String source, Instant end, Duration length, int count) {
        long step = length.toMillis();
        long from = end.toEpochMilli() - step * count;
        List<TimeBucket> buckets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            buckets.add(
                    new TimeBucket(Instant.ofEpochMilli(from + i * step), Counts.ZERO, 0, 0, 0));
        }
        handle.createQuery(
                        """
                        select (post.judged_at - :from) / :step as number, count(*) as posts,
                            count(sighting.id) as sightings,
                            count(distinct sighting.cluster_id) as clusters,
                            count(distinct case when sighting.id is not null and post.author_id <> ''
                                then post.platform || ':' || post.author_id end) as authors,
                            coalesce(sum(case when sighting.id is not null then post.views end), 0)
                                as views\
                        """
                                + COUNTED
                                + "group by number")
                .bind("target", target)
                .bind("source", source)
                .bind("from", from)
                .bind("to", end.toEpochMilli())
                .bind("step", step)
                .map((row, _) -> {
                    int index = row.getInt("number");
                    buckets.set(
                            index,
                            new TimeBucket(
                                    buckets.get(index).from(),
                                    new Counts(row.getInt("posts"), row.getInt("sightings")),
                                    row.getInt("clusters"),
                                    row.getInt("authors"),
                                    row.getLong("views")));
                    return index;
                })
                .list();
        return Collections.unmodifiableList(buckets);
    }

    /** Returns hourly counts, latest last. */
    List<Counts> hours(String target, String source, Instant end, int count) {
        return buckets(target, source, end, Duration.ofHours(1), count).stream()
                .map(TimeBucket::counts)
                .toList();
    }

    /** Returns the sources with posts since an instant. */
    List<String> sources(Instant since) {
        return handle.createQuery(
                        "select distinct source from post indexed by post_by_judgement where"
                                + " judged_at >= ? order by source")
                .bind(0, since.toEpochMilli())
                .mapTo(String.class)
                .list();
    }
}
