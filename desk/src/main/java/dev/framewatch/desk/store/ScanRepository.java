package dev.framewatch.desk.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Stores which videos are being scanned, and how often that has failed. */
public final class ScanRepository {
    /** How often scanning a video may fail before it is given up. */
    public static final int MAX_FAILED_SCANS = 2;

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public ScanRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Records that videos are about to be scanned.
     *
     * @param videos their SHA-256s
     */
    public void markStarted(Collection<String> videos, Instant now) {
        handle.createUpdate("update video set scan_started_at = :now where sha256 in (<videos>)")
                .bind("now", now.toEpochMilli())
                .bindList("videos", List.copyOf(videos))
                .execute();
    }

    /** Returns the videos whose scan has begun and not ended, ordered by their SHA-256. */
    public List<Video> unfinished() {
        return handle.createQuery(
                        "select * from video where scan_started_at is not null order by sha256")
                .map(VideoRepository::read)
                .list();
    }

    /** Records that no video is being scanned any more. */
    public void markStopped() {
        handle.execute("update video set scan_started_at = null where scan_started_at is not null");
    }

    /**
     * Records that scanning a video died.
     *
     * @param due time of the second scan
     * @return how often it has died
     */
    public int markFailed(String sha256, String reason, Instant due) {
        return handle.createQuery(
                        "update video set failed_scans = failed_scans + 1, scan_failure = ?,"
                                + " scan_due_at = ?, scan_started_at = null where sha256 = ?"
                                + " returning failed_scans")
                .bind(0, reason)
                .bind(1, due.toEpochMilli())
                .bind(2, sha256)
                .mapTo(Integer.class)
                .one();
    }

    /** Records that the process was killed while it scanned a video, which is not to blame. */
    public void markInterrupted(String sha256) {
        handle.execute(
                "update video set interrupted_scans = interrupted_scans + 1,"
                        + " scan_started_at = null where sha256 = ?",
                sha256);
    }
}
