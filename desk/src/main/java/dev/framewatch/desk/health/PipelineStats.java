package dev.framewatch.desk.health;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Queue lengths, and throughput and losses of the last 24 h.
 *
 * @param toFetch number of posts whose media are to be fetched
 * @param toJudge number of posts whose media wait to be scanned
 * @param judged24h number of posts judged in the last 24 h
 * @param lost24h number of posts that were given up in the last 24 h
 * @param unclear24h number of judged posts that were only partly readable, without a verdict
 * @param bytes size of the media on disk, in bytes
 * @param storyboardBytes size of the storyboards on disk, in bytes
 */
public record PipelineStats(
        int toFetch,
        int toJudge,
        int judged24h,
        int lost24h,
        int unclear24h,
        long bytes,
        long storyboardBytes) {
    /** Returns the current statistics. */
    public static PipelineStats now(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        select
                            (select count(*) from post where status = 'found') as to_fetch,
                            (select count(*) from post where status = 'fetched') as to_judge,
                            (select count(*) from post indexed by post_by_judgement
                                where status = 'judged' and judged_at > :since) as judged,
                            (select count(*) from post where status = 'lost'
                                and coalesce(failed_at, found_at) > :since) as lost,
                            (select count(*) from post indexed by post_by_judgement
                                where status = 'judged' and judged_at > :since and (missing_media <> '' or exists (select 1 from verdict
                                    where verdict.video = post.video
                                    and verdict.verdict in ('undecided', 'unreadable')))) as unclear,
                            (select coalesce(sum(bytes), 0) from video where path is not null) as bytes,
                            (select coalesce(sum(bytes), 0) from storyboard) as storyboard_bytes\
                        """)
                .bind("since", now.minus(Duration.ofDays(1)).toEpochMilli())
                .map((row, _) ->
                        new PipelineStats(
                                row.getInt("to_fetch"),
                                row.getInt("to_judge"),
                                row.getInt("judged"),
                                row.getInt("lost"),
                                row.getInt("unclear"),
                                row.getLong("bytes"),
                                row.getLong("storyboard_bytes")))
                .one();
    }
}
