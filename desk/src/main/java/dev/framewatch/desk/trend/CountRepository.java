package dev.framewatch.desk.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Counts Posts that were looked at and Sightings among them, by when the Post was first judged.
 * What could not be read counts as neither, what a person rejected as no Sighting.
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
     * What a stretch of time brought.
     *
     * @param from when it begins
     * @param counts Posts and Sightings
     * @param clusters of near-duplicates among the Sightings
     * @param authors who posted them, as far as known
     * @param views they had, as far as known
     */
    public record TimeBucket(Instant from, Counts counts, int clusters, int authors, long views) {}

    /**
     * Stretches of the same length, one after the other, those without Posts included.
     *
     * @param source whose; empty for all
     * @param end where the last one ends
     */
    public List<TimeBucket> buckets(
            String target, String source, Instant end, Duration length, int count) {
        long step = length.toMillis();
        long from = end.toEpochMilli() - step * count;
        List<TimeBucket> stretches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stretches.add(
                    new TimeBucket(Instant.ofEpochMilli(from + i * step), Counts.ZERO, 0, 0, 0));
        }
        handle.createQuery(
                        """
                        select (post.judged_at - :from) / :step as number, count(*) as posts,
                            count(sighting.id) as sightings,
                            count(distinct sighting.cluster_id) as families,
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
                    int number = row.getInt("number");
                    stretches.set(
                            number,
                            new TimeBucket(
                                    stretches.get(number).from(),
                                    new Counts(row.getInt("posts"), row.getInt("sightings")),
                                    row.getInt("families"),
                                    row.getInt("authors"),
                                    row.getLong("views")));
                    return number;
                })
                .list();
        return Collections.unmodifiableList(stretches);
    }

    /** One Tally an hour, the latest last. */
    List<Counts> hours(String target, String source, Instant end, int count) {
        return buckets(target, source, end, Duration.ofHours(1), count).stream()
                .map(TimeBucket::counts)
                .toList();
    }

    /** Sources that brought anything in the time before. */
    List<String> sources(Instant since) {
        return handle.createQuery(
                        "select distinct source from post where judged_at >= ? order by source")
                .bind(0, since.toEpochMilli())
                .mapTo(String.class)
                .list();
    }
}
