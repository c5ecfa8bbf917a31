package dev.framewatch.desk.watch;

import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.ResponseRepository;
import dev.framewatch.desk.store.StoryboardRepository;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.desk.watch.ScheduledTask.Result;
import dev.framewatch.file.DurableFiles;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Deletes data after its retention period: media without a match, storyboards, unreviewed
 * sightings, the evidence of rejected and closed sightings, personal data and fingerprints of posts
 * without a sighting, and old events and alerts. Files are deleted before the database is updated,
 * so an interrupted deletion is repeated.
 */
final class Retention {
    private static final int BATCH_SIZE = 100;

    /** Time that event followers have to catch up. */
    private static final Duration EVENT_RETENTION = Duration.ofDays(30);

    private final Database database;
    private final Home home;
    private final DuplicateClusters clusters;
    private final WatchSettings settings;
    private final Clock clock;
    private final DeletionHold hold;
    private final Concerns concerns;
    private final WatchListener listener;

    Retention(
            Database database,
            Home home,
            DuplicateClusters clusters,
            WatchSettings settings,
            Clock clock,
            DeletionHold hold,
            Concerns concerns,
            WatchListener listener) {
        this.hold = hold;
        this.concerns = concerns;
        this.listener = listener;
        this.database = database;
        this.home = home;
        this.clusters = clusters;
        this.settings = settings;
        this.clock = clock;
    }

    /** A file or folder to delete, with the id of its row. */
    private record Deletable(String id, String path) {}

    /** Deletes what is too old, unless the clock is doubted. */
    Result clean() throws IOException {
        String held = hold.reason();
        if (concerns.report("clock", held)) {
            WatchLog.deletionHeld(String.valueOf(held));
            listener.note(String.valueOf(held));
        }
        if (held != null) {
            return new Result(false, false);
        }
        expireSightings();
        boolean moreMedia = deleteMedia();
        boolean moreEvidence = deleteEvidence();
        boolean moreStoryboards = deleteStoryboards();
        erasePosts();
        deleteFingerprints();
        deleteEvents();
        deleteMessages();
        return new Result(true, moreMedia || moreEvidence || moreStoryboards);
    }

    private long cutoffMillis(Duration retention) {
        return clock.instant().minus(retention).toEpochMilli();
    }

    /** Expires sightings that were not reviewed in time. */
    private void expireSightings() {
        int count =
                database.writeAndGet(handle ->
                        handle.execute(
                                "update sighting set state = 'expired' where state = 'new'"
                                        + " and seen_at < ?",
                                cutoffMillis(settings.keepUnreviewed())));
        report("unreviewed sightings", count);
    }

    private boolean deleteMedia() throws IOException {
        List<Deletable> deletables =
                deletables(
                        """
                        select sha256 as id, path from video where path is not null
                            and fetched_at < ?
                            and not exists (select 1 from post where post.video = video.sha256
                                and (status = 'fetched' or judged_at >= ?))
                            and not exists (select 1 from sighting where sighting.video = video.sha256
                                and state in ('new', 'confirmed'))
                        limit ?\
                        """,
                        settings.keepMisses());
        for (Deletable deletable : deletables) {
            DurableFiles.deleteTree(home.resolve(deletable.path));
        }
        recordDeletion("update video set path = null where sha256 = ?", deletables, "media", false);
        return deletables.size() == BATCH_SIZE;
    }

    private boolean deleteEvidence() throws IOException {
        List<Deletable> deletables =
                deletables(
                        """
                        select id, evidence as path from sighting
                        where evidence <> '' and state in ('rejected', 'closed', 'expired')
                            and seen_at < ? and not exists (select 1 from review
                                where review.sighting = sighting.id and review.created_at >= ?)
                        limit ?\
                        """,
                        settings.keepMisses());
        for (Deletable deletable : deletables) {
            DurableFiles.deleteTree(home.resolve(deletable.path));
        }
        recordDeletion(
                "update sighting set evidence = '' where id = ?", deletables, "evidence", true);
        deleteFrames();
        return deletables.size() == BATCH_SIZE;
    }

    /** Deletes storyboards, all of them once they are no longer kept. */
    private boolean deleteStoryboards() throws IOException {
        Instant cutoff = clock.instant().minus(settings.keepStoryboards());
        List<Deletable> deletables =
                database
                        .read(handle -> new StoryboardRepository(handle).before(cutoff, BATCH_SIZE))
                        .stream()
                        .map(video -> new Deletable(video, ""))
                        .toList();
        for (Deletable deletable : deletables) {
            Files.deleteIfExists(home.storyboard(deletable.id));
        }
        recordDeletion("delete from storyboard where video = ?", deletables, "storyboards", false);
        return deletables.size() == BATCH_SIZE;
    }

    /** Deletes frames that no sighting's evidence refers to any more. */
    private void deleteFrames() throws IOException {
        Path frames = home.evidenceFrames();
        if (!Files.isDirectory(frames)) {
            return;
        }
        int count = 0;
        for (Path folder : subfolders(frames)) {
            String video = String.valueOf(folder.getFileName());
            if (database.read(handle -> new VideoRepository(handle).isWithoutEvidence(video))) {
                DurableFiles.deleteTree(folder);
                count++;
            }
        }
        report("frames", count);
    }

    private static List<Path> subfolders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    /**
     * Erases personal data of posts without a sighting, and the responses that only they came with;
     * that they were scanned stays on record.
     */
    private void erasePosts() {
        int count =
                database.writeAndGet(handle -> {
                    int erased =
                            handle.execute(
                                    """
                                    update post indexed by post_to_erase set page_url = null, author_id = '', author = '',
                                        caption = '', hashtags = '[]', media = '{"none":"forgotten"}',
                                        metadata = '', listed_metadata = null, response = null,
                                        erased_at = ?
                                    where erased_at is null and status in ('judged', 'lost')
                                        and found_at < ? and not exists (select 1 from sighting
                                            where sighting.post = post.id
                                                and state in ('new', 'confirmed', 'closed'))\
                                    """,
                                    clock.millis(),
                                    cutoffMillis(settings.keepPosts()));
                    if (erased > 0) {
                        log(handle, "posts", erased, List.of());
                    }
                    return erased;
                });
        report("posts", count);
        int responses =
                database.writeAndGet(handle -> {
                    int orphans = new ResponseRepository(handle).deleteOrphans();
                    if (orphans > 0) {
                        log(handle, "responses", orphans, List.of());
                    }
                    return orphans;
                });
        report("responses", responses);
    }

    /** Deletes fingerprints of videos without a sighting; copies are no longer expected by then. */
    private void deleteFingerprints() {
        List<String> videos =
                database.writeAndGet(handle ->
                        handle.createQuery(
                                        """
                                        update video set fingerprint = null
                                        where fingerprint is not null and fetched_at < ?
                                            and not exists (select 1 from sighting
                                                where sighting.video = video.sha256)
                                        returning sha256\
                                        """)
                                .bind(0, cutoffMillis(settings.keepPosts()))
                                .mapTo(String.class)
                                .list());
        clusters.remove(videos);
        report("fingerprints", videos.size());
    }

    private void deleteEvents() {
        Instant oldest = clock.instant().minus(EVENT_RETENTION);
        report(
                "events",
                database.writeAndGet(handle -> new EventRepository(handle).deleteBefore(oldest)));
    }

    /** Deletes the texts of old alerts. */
    private void deleteMessages() {
        Instant before = clock.instant().minus(settings.keepPosts());
        report("alerts", database.writeAndGet(handle -> Outbox.delete(handle, before)));
    }

    private List<Deletable> deletables(String query, Duration retention) {
        return database.read(handle ->
                handle.createQuery(query)
                        .bind(0, cutoffMillis(retention))
                        .bind(1, cutoffMillis(retention))
                        .bind(2, BATCH_SIZE)
                        .map((row, _) -> new Deletable(row.getString(1), row.getString(2)))
                        .list());
    }

    /** Updates rows and audit log in one transaction, after all files of a batch are deleted. */
    private void recordDeletion(
            String update, List<Deletable> deletables, String what, boolean withIds) {
        if (deletables.isEmpty()) {
            return;
        }
        List<String> ids = withIds ? deletables.stream().map(Deletable::id).toList() : List.of();
        database.write(handle -> {
            deletables.forEach(deletable -> handle.execute(update, deletable.id));
            log(handle, what, deletables.size(), ids);
        });
        report(what, deletables.size());
    }

    /** Counts a deletion in the log and on the terminal. */
    private void report(String what, int count) {
        if (count > 0) {
            WatchLog.deleted(what, count);
            listener.deleted(what, count);
        }
    }

    private void log(Handle handle, String what, int count, List<String> ids) {
        AuditLog.append(
                handle,
                clock,
                AuditLog.PROGRAM,
                AuditAction.DELETED,
                what,
                Map.of("count", count, "ids", ids));
    }
}
