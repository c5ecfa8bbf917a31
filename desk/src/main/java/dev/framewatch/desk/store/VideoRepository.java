package dev.framewatch.desk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Media, where they lie, and what was concluded about them. */
public final class VideoRepository {
    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public VideoRepository(Handle handle) {
        this.handle = handle;
    }

    /** Media came; the same bytes may have come before and been deleted since. */
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

    /** The media of a SHA-256; null when they never came. */
    public @Nullable Video get(String sha256) {
        return handle.createQuery("select * from video where sha256 = ?")
                .bind(0, sha256)
                .map(VideoRepository::read)
                .findOne()
                .orElse(null);
    }

    /** Where all that are on disk lie, relative to the home folder. */
    public Set<String> paths() {
        return handle.createQuery("select path from video where path is not null")
                .mapTo(String.class)
                .set();
    }

    /** Bytes on disk. */
    public long bytesOnDisk() {
        return handle.createQuery(
                        "select coalesce(sum(bytes), 0) from video where path is not null")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Those on disk at which some Detector has not looked yet, or whose Posts wait for a verdict,
     * the earliest first.
     *
     * @param detectors SHA-256s of the Targets' files
     */
    public List<Video> toJudge(Collection<String> detectors, int most) {
        return handle.createQuery(
                        """
                        select * from video where path is not null and (
                            (select count(distinct target_sha256) from verdict
                                where verdict.video = video.sha256 and target_sha256 in (<detectors>)) < :all
                            or exists (select 1 from post
                                where post.video = video.sha256 and status = 'fetched'))
                        order by fetched_at desc, sha256 limit :most\
                        """)
                .bindList("detectors", List.copyOf(detectors))
                .bind("all", detectors.size())
                .bind("most", most)
                .map(VideoRepository::read)
                .list();
    }

    /** Which Detectors have looked at a video. */
    public List<String> targetHashes(String sha256) {
        return handle.createQuery("select distinct target_sha256 from verdict where video = ?")
                .bind(0, sha256)
                .mapTo(String.class)
                .list();
    }

    /** What is known once it was scanned. */
    public void markScanned(
            String sha256, double seconds, String family, byte @Nullable [] fingerprint) {
        handle.createUpdate(
                        """
                        update video set seconds = :seconds, cluster_id = coalesce(cluster_id, :family),
                            fingerprint = coalesce(fingerprint, :fingerprint)
                        where sha256 = :sha256\
                        """)
                .bind("seconds", seconds)
                .bind("family", family)
                .bind("fingerprint", fingerprint)
                .bind("sha256", sha256)
                .execute();
    }

    /**
     * What a video looks like.
     *
     * @param clusterId it belongs to
     * @param fingerprint as {@link #markScanned} was given it
     */
    public record StoredFingerprint(String sha256, String clusterId, byte[] fingerprint) {}

    /**
     * Hands over the fingerprints of the latest videos, latest first, without holding them all.
     *
     * @return how many there are
     */
    public int forEachFingerprint(int limit, Consumer<StoredFingerprint> to) {
        int count = 0;
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
            while (videos.hasNext()) {
                to.accept(videos.next());
                count++;
            }
        }
        return count;
    }

    /** Its media are no longer on disk. */
    public void markDeleted(String sha256) {
        handle.execute("update video set path = null where sha256 = ?", sha256);
    }

    /** A verdict; the same Detector's second look changes nothing. */
    public void verdict(String video, StoredVerdict verdict, Instant now) {
        handle.createUpdate(
                        """
                        insert into verdict (video, target, target_sha256, verdict, reason, score,
                            positive_fraction, positive_frames, sampled_frames, longest_seconds,
                            decoded_seconds, rule, threshold, created_at)
                        values (:video, :target, :targetSha256, :verdict, :reason, :score,
                            :positiveFraction, :positiveFrames, :sampledFrames, :longestSeconds,
                            :decodedSeconds, :rule, :threshold, :now)
                        on conflict do nothing\
                        """)
                .bind("video", video)
                .bind("target", verdict.target())
                .bind("targetSha256", verdict.targetSha256())
                .bind("verdict", verdict.verdict())
                .bind("reason", verdict.reason())
                .bind("score", verdict.score())
                .bind("positiveFraction", verdict.positiveFraction())
                .bind("positiveFrames", verdict.positiveFrames())
                .bind("sampledFrames", verdict.sampledFrames())
                .bind("longestSeconds", verdict.longestSeconds())
                .bind("decodedSeconds", verdict.decodedSeconds())
                .bind("rule", verdict.rule())
                .bind("threshold", verdict.threshold())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** What some Detectors concluded about a video. */
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
                row.getDouble("threshold"));
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
                row.getString("cluster_id"));
    }
}
