package dev.framewatch.desk.store;

import dev.framewatch.json.StrictJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Stores media, their location, and their verdicts. */
public final class VideoRepository {
    /** Target files, and the wider ones whose misses hold for them. */
    private static final String ACCEPTED =
            """
            with recursive accepted (target, sha256) as (
                select value, value from json_each(:targets)
                union select accepted.target, wider_sha256 from accepted
                    join target_narrowing on target_narrowing.target_sha256 = accepted.sha256)
            """;

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public VideoRepository(Handle handle) {
        this.handle = handle;
    }

    /** Records fetched media; identical media may have been fetched and deleted before. */
    public void markFetched(Video video) {
        handle.execute(
                """
                insert into video (sha256, bytes, path, fetched_at, fetched_from)
                values (?, ?, ?, ?, ?)
                on conflict (sha256) do update set path = excluded.path\
                """,
                video.sha256(),
                video.bytes(),
                video.path(),
                video.fetchedAt().toEpochMilli(),
                video.from());
    }

    /** Returns the media with the given SHA-256; null if they were never fetched. */
    public @Nullable Video get(String sha256) {
        return handle.createQuery("select * from video where sha256 = ?")
                .bind(0, sha256)
                .map(VideoRepository::read)
                .findOne()
                .orElse(null);
    }

    /** Returns the paths of all media on disk, relative to the home folder. */
    public Set<String> paths() {
        return handle.createQuery("select path from video where path is not null")
                .mapTo(String.class)
                .set();
    }

    /** Returns the total size of the media on disk, in bytes. */
    public long bytesOnDisk() {
        return handle.createQuery(
                        "select coalesce(sum(bytes), 0) from video where path is not null")
                .mapTo(Long.class)
                .one();
    }

    /**
     * A position among the media, latest first.
     *
     * @param fetchedAt milliseconds since 1970
     */
    public record Position(long fetchedAt, String sha256) {
        public static final Position START = new Position(Long.MAX_VALUE, "");
        public static final Position END = new Position(Long.MIN_VALUE, "");

        public static Position of(Video video) {
            return new Position(video.fetchedAt().toEpochMilli(), video.sha256());
        }

        /** Returns whether media here come later than those there. */
        public boolean isAfter(Position other) {
            return fetchedAt < other.fetchedAt
                    || (fetchedAt == other.fetchedAt && sha256.compareTo(other.sha256) > 0);
        }
    }

    /**
     * Returns media on disk whose posts await a verdict, or that some target has not scanned yet,
     * latest first, without those that were given up or whose second scan is not due. What a wider
     * target file did not find counts as scanned (see {@link CorrectionRepository#narrowed}).
     *
     * @param targetHashes SHA-256s of the target files
     * @param limit maximum number of videos
     * @param after only media after this one, and media whose scan has failed, are compared with
     *     the targets, which takes long if there are many of both
     */
    public List<Video> toJudge(
            Collection<String> targetHashes, Instant now, int limit, Position after) {
        return handle.createQuery(
                        ACCEPTED
                                + """
                                select * from video where path is not null
                                    and failed_scans < :maxFailedScans and scan_due_at <= :now and (
                                    exists (select 1 from post
                                        where post.video = video.sha256 and status = 'fetched')
                                    or ((failed_scans > 0 or fetched_at < :time
                                            or (fetched_at = :time and sha256 > :after))
                                        and (select count(distinct accepted.target) from verdict
                                            join accepted on accepted.sha256 = verdict.target_sha256
                                            where verdict.video = video.sha256
                                                and (accepted.sha256 = accepted.target or verdict = 'no_match')) < :all))
                                order by fetched_at desc, sha256 limit :limit\
                                """)
                .bind("targets", StrictJson.MAPPER.writeValueAsString(targetHashes))
                .bind("all", targetHashes.size())
                .bind("maxFailedScans", ScanRepository.MAX_FAILED_SCANS)
                .bind("now", now.toEpochMilli())
                .bind("time", after.fetchedAt)
                .bind("after", after.sha256)
                .bind("limit", limit)
                .map(VideoRepository::read)
                .list();
    }

    /** Returns which of these target files have a verdict for a video, or need none. */
    public Set<String> judgedFor(String sha256, Collection<String> targetHashes) {
        return handle.createQuery(
                        ACCEPTED
                                + """
                                select distinct accepted.target from verdict
                                join accepted on accepted.sha256 = verdict.target_sha256
                                where verdict.video = :video
                                    and (accepted.sha256 = accepted.target or verdict = 'no_match')\
                                """)
                .bind("targets", StrictJson.MAPPER.writeValueAsString(targetHashes))
                .bind("video", sha256)
                .mapTo(String.class)
                .set();
    }

    /** Records the result of a scan. */
    public void markScanned(
            String sha256, double seconds, String clusterId, byte @Nullable [] fingerprint) {
        handle.createUpdate(
                        """
                        update video set seconds = :seconds, cluster_id = coalesce(cluster_id, :clusterId),
                            fingerprint = coalesce(fingerprint, :fingerprint),
                            failed_scans = 0, scan_failure = null, scan_due_at = 0,
                            scan_started_at = null, interrupted_scans = 0
                        where sha256 = :sha256\
                        """)
                .bind("seconds", seconds)
                .bind("clusterId", clusterId)
                .bind("fingerprint", fingerprint)
                .bind("sha256", sha256)
                .execute();
    }

    /**
     * Fingerprint of a known video.
     *
     * @param clusterId near-duplicate cluster of the video
     * @param fingerprint fingerprint as stored by {@link #markScanned}
     */
    public record StoredFingerprint(String sha256, String clusterId, byte[] fingerprint) {}

    /**
     * Passes the fingerprints of the latest videos to a consumer, latest first, without holding all
     * of them in memory.
     *
     * @param consumer returns whether it takes more
     * @return number of fingerprints
     */
    public int forEachFingerprint(int limit, Predicate<StoredFingerprint> consumer) {
        int count = 0;
        boolean takesMore = true;
        try (ResultIterator<StoredFingerprint> videos =
                handle.createQuery(
                                "select sha256, cluster_id, fingerprint from video where"
                                        + " fingerprint is not null order by fetched_at desc,"
                                        + " sha256 limit ?")
                        .bind(0, limit)
                        .map((row, _) ->
                                new StoredFingerprint(
                                        row.getString(1), row.getString(2), row.getBytes(3)))
                        .iterator()) {
            while (takesMore && videos.hasNext()) {
                takesMore = consumer.test(videos.next());
                count++;
            }
        }
        return count;
    }

    /** Returns whether media were deleted and no sighting has evidence of them any more. */
    public boolean isWithoutEvidence(String sha256) {
        return handle.createQuery(
                        "select exists (select 1 from video where sha256 = :sha256 and path is"
                                + " null) and not exists (select 1 from sighting where video ="
                                + " :sha256 and evidence <> '')")
                .bind("sha256", sha256)
                .mapTo(Boolean.class)
                .one();
    }

    /** Marks media as deleted from disk. */
    public void markDeleted(String sha256) {
        handle.execute("update video set path = null where sha256 = ?", sha256);
    }

    /** Adds verdicts; has no effect if the target file already has a verdict for the video. */
    public void addVerdicts(String video, List<StoredVerdict> verdicts, Instant now) {
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        insert into verdict (video, target, target_sha256, verdict, reason, score,
                            positive_fraction, positive_frames, sampled_frames, longest_seconds,
                            decoded_seconds, rule, threshold, positive_runs, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing\
                        """);
        for (StoredVerdict verdict : verdicts) {
            batch.add(
                    video,
                    verdict.target(),
                    verdict.targetSha256(),
                    verdict.verdict(),
                    verdict.reason(),
                    verdict.score(),
                    verdict.positiveFraction(),
                    verdict.positiveFrames(),
                    verdict.sampledFrames(),
                    verdict.longestSeconds(),
                    verdict.decodedSeconds(),
                    verdict.rule(),
                    verdict.threshold(),
                    PositiveRunsColumn.of(verdict.at()),
                    now.toEpochMilli());
        }
        batch.execute();
    }

    /** Returns the verdicts of all targets for a video. */
    public List<StoredVerdict> verdicts(String video) {
        return handle.createQuery(
                        "select * from verdict where video = ? order by target, created_at")
                .bind(0, video)
                .map((row, _) -> verdict(row))
                .list();
    }

    private static StoredVerdict verdict(ResultSet row) throws SQLException {
        double number = row.getDouble("score");
        Double score = row.wasNull() ? null : number;
        return new StoredVerdict(
                row.getString("target"),
                row.getString("target_sha256"),
                row.getString("verdict"),
                row.getString("reason"),
                score,
                row.getDouble("positive_fraction"),
                row.getInt("positive_frames"),
                row.getInt("sampled_frames"),
                row.getDouble("longest_seconds"),
                row.getDouble("decoded_seconds"),
                row.getString("rule"),
                row.getDouble("threshold"),
                PositiveRunsColumn.read(row.getString("positive_runs")));
    }

    static Video read(ResultSet row, StatementContext context) throws SQLException {
        double number = row.getDouble("seconds");
        Double seconds = row.wasNull() ? null : number;
        return new Video(
                row.getString("sha256"),
                row.getLong("bytes"),
                seconds,
                row.getString("path"),
                Instant.ofEpochMilli(row.getLong("fetched_at")),
                row.getString("fetched_from"),
                row.getString("cluster_id"),
                row.getInt("failed_scans"),
                row.getInt("interrupted_scans"));
    }
}
