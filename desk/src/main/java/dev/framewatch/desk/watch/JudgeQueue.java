package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.store.VideoRepository.Position;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The videos to judge, in batches, latest first. All media on disk are compared with the targets
 * once only: when the watch starts, and when a target is added or retrained. What is fetched later
 * has a post that waits for it. Otherwise each batch would take as long as all media and targets.
 */
final class JudgeQueue {
    static final int BATCH_SIZE = 16;

    private final Database database;
    private Set<String> targets = Set.of();
    private Position compared = Position.START;

    JudgeQueue(Database database) {
        this.database = database;
    }

    /**
     * Returns the next batch.
     *
     * @param targetHashes SHA-256s of the target files
     */
    List<Video> next(Set<String> targetHashes, Instant now) {
        if (!targetHashes.equals(targets)) {
            targets = Set.copyOf(targetHashes);
            compared = Position.START;
        }
        return database.read(handle ->
                new VideoRepository(handle).toJudge(targetHashes, now, BATCH_SIZE, compared));
    }

    /** Records that each video of a batch was judged, or has failed. */
    void done(List<Video> batch) {
        Position last = batch.size() < BATCH_SIZE ? Position.END : Position.of(batch.getLast());
        if (last.isAfter(compared)) {
            compared = last;
        }
    }
}
