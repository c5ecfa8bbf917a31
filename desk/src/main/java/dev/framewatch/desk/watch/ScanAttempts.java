package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.PostFailure;
import dev.framewatch.desk.store.PostRepository;
import dev.framewatch.desk.store.ScanRepository;
import dev.framewatch.desk.store.Video;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Counts what dies while a video is scanned against that video: the scan, or the whole process,
 * which is known when the next one starts. A video is scanned twice, the second time later and
 * alone; then its posts are lost.
 *
 * @param listener receives each failure
 */
record ScanAttempts(Database database, Clock clock, WatchListener listener) {
    /** What filled the memory may be gone by then. */
    static final Duration SECOND_SCAN_DELAY = Duration.ofMinutes(10);

    /** Whoever kills a process means no video by it, but a video can have it killed. */
    static final int MAX_INTERRUPTED_SCANS = 5;

    /** Records that videos are about to be scanned. */
    void begin(List<Video> videos) {
        Instant now = clock.instant();
        database.write(handle ->
                new ScanRepository(handle)
                        .markStarted(videos.stream().map(Video::sha256).toList(), now));
    }

    /** Records that the videos whose scan has begun are not scanned any more. */
    void stop() {
        database.write(handle -> new ScanRepository(handle).markStopped());
    }

    /**
     * Counts a failure against a video.
     *
     * @param reason what failed, for display
     * @param failure what was thrown; null if nothing was
     */
    void fail(Video video, String reason, @Nullable Throwable failure) {
        fail(video, reason, failure, clock.instant().plus(SECOND_SCAN_DELAY));
    }

    private void fail(Video video, String reason, @Nullable Throwable failure, Instant due) {
        boolean isFinal = database.writeAndGet(handle -> fail(handle, video, reason, due));
        WatchLog.scanFailed(video.sha256(), isFinal, reason, failure);
        listener.scanFailed(new VideoNames(database).of(video.sha256()), reason, isFinal);
    }

    private boolean fail(Handle handle, Video video, String reason, Instant due) {
        int failures = new ScanRepository(handle).markFailed(video.sha256(), reason, due);
        boolean isFinal = failures >= ScanRepository.MAX_FAILED_SCANS;
        new PostRepository(handle)
                .markScanFailed(
                        video.sha256(),
                        new PostFailure(PostFailure.Kind.SCAN, reason),
                        isFinal,
                        clock.instant());
        return isFinal;
    }

    /**
     * Takes up the videos that an earlier process was scanning when it ended. If it died by itself,
     * that counts against each of them; they are scanned alone from now on, which leaves the one
     * that is to blame. If it was killed, that counts only after several times.
     *
     * @param died whether the process is known to have died by itself
     */
    void recover(boolean died) {
        List<Video> unfinished = database.read(handle -> new ScanRepository(handle).unfinished());
        boolean alone = unfinished.size() == 1;
        for (Video video : unfinished) {
            if (died) {
                recover(video, "scanning it ended the process", alone);
            } else if (alone && video.interruptedScans() + 1 >= MAX_INTERRUPTED_SCANS) {
                recover(video, "the process was killed again and again while scanning it", true);
            } else {
                database.write(
                        handle -> new ScanRepository(handle).markInterrupted(video.sha256()));
            }
        }
    }

    private void recover(Video video, String reason, boolean alone) {
        Instant now = clock.instant();
        fail(video, reason, null, alone ? now.plus(SECOND_SCAN_DELAY) : now);
    }
}
