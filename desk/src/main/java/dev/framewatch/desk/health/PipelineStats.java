package dev.framewatch.desk.health;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * How much is to be done, and what of the last day was not seen.
 *
 * @param toFetch Posts whose media are still to come
 * @param toJudge Posts whose media wait to be looked at
 * @param judged24h Posts that were looked at in the last day
 * @param lost24h Posts of the last day whose media will never come
 * @param unclear24h among the judged, those of which too little could be read for a verdict
 * @param bytes of media on disk
 */
public record PipelineStats(
        int toFetch, int toJudge, int judged24h, int lost24h, int unclear24h, long bytes) {
    /** As of now. */
    public static PipelineStats now(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        select
                            (select count(*) from post where status = 'found') as to_fetch,
                            (select count(*) from post where status = 'fetched') as to_judge,
                            (select count(*) from post where status = 'judged' and judged_at > :since) as judged,
                            (select count(*) from post where status = 'lost' and found_at > :since) as lost,
                            (select count(*) from post where status = 'judged' and judged_at > :since
                                and (missing_media <> '' or exists (select 1 from verdict
                                    where verdict.video = post.video
                                    and verdict.verdict in ('undecided', 'unreadable')))) as unclear,
                            (select coalesce(sum(bytes), 0) from video where path is not null) as bytes\
                        """)
                .bind("since", now.minus(Duration.ofDays(1)).toEpochMilli())
                .map((row, _) ->
                        new PipelineStats(
                                row.getInt("to_fetch"),
                                row.getInt("to_judge"),
                                row.getInt("judged"),
                                row.getInt("lost"),
                                row.getInt("unclear"),
                                row.getLong("bytes")))
                .one();
    }
}
