package dev.framewatch.desk.watch;

import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.audit.AuditLog;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.EventRepository;
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
import org.jdbi.v3.core.Handle;

/**
 * Deletes what need not be kept: media of misses after hours, of Sightings that nobody looked at
 * after days, of those that were rejected like misses, of confirmed ones when their case is closed;
 * who posted what was no Sighting, and what it looked like. Files go before rows say so: a crash in
 * between repeats it.
 */
final class Retention {
    private static final int BATCH_SIZE = 100;

    /** How long followers can catch up with what happened. */
    private static final Duration EVENT_RETENTION = Duration.ofDays(30);

    private final Database database;
    private final Home home;
    private final DuplicateClusters clusters;
    private final WatchSettings settings;
    private final Clock clock;

    Retention(
            Database database,
            Home home,
            DuplicateClusters families,
            WatchSettings settings,
            Clock clock) {
        this.database = database;
        this.home = home;
        this.clusters = families;
        this.settings = settings;
        this.clock = clock;
    }

    /** A thing on disk that may go. */
    private record Deletable(String id, String path) {}

    Result clean() throws IOException {
        expireSightings();
        boolean moreMedia = deleteMedia();
        boolean moreEvidence = deleteEvidence();
        erasePosts();
        deleteFingerprints();
        deleteEvents();
        return new Result(true, moreMedia || moreEvidence);
    }

    private long cutoffMillis(Duration span) {
        return clock.instant().minus(span).toEpochMilli();
    }

    /** What nobody looked at in time. */
    private void expireSightings() {
        database.write(handle ->
                handle.execute(
                        "update sighting set state = 'expired' where state = 'new'"
                                + " and seen_at < ?",
                        cutoffMillis(settings.keepUnreviewed())));
    }

    private boolean deleteMedia() throws IOException {
        List<Deletable> leaves =
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
        for (Deletable deletable : leaves) {
            DurableFiles.deleteTree(home.resolve(deletable.path));
        }
        recordDeletion("update video set path = null where sha256 = ?", leaves, "media", false);
        return leaves.size() == BATCH_SIZE;
    }

    private boolean deleteEvidence() throws IOException {
        List<Deletable> leaves =
                deletables(
                        """
                        select id, evidence as path from sighting
                        where evidence <> '' and state in ('rejected', 'closed', 'expired')
                            and seen_at < ? and not exists (select 1 from review
                                where review.sighting = sighting.id and review.created_at >= ?)
                        limit ?\
                        """,
                        settings.keepMisses());
        for (Deletable deletable : leaves) {
            DurableFiles.deleteTree(home.resolve(deletable.path));
        }
        recordDeletion("update sighting set evidence = '' where id = ?", leaves, "evidence", true);
        deleteFrames();
        return leaves.size() == BATCH_SIZE;
    }

    /** Frames that no Sighting's evidence can be made of any more. */
    private void deleteFrames() throws IOException {
        Path frames = home.evidenceFrames();
        if (!Files.isDirectory(frames)) {
            return;
        }
        List<String> gone =
                database.read(handle ->
                        handle.createQuery(
                                        """
                                        select sha256 from video where path is null
                                            and not exists (select 1 from sighting
                                                where sighting.video = video.sha256
                                                    and evidence <> '')\
                                        """)
                                .mapTo(String.class)
                                .list());
        for (String video : gone) {
            DurableFiles.deleteTree(frames.resolve(video));
        }
    }

    /** Who posted what showed no Target is nobody's business; that it was seen stays. */
    private void erasePosts() {
        database.write(handle -> {
            int count =
                    handle.execute(
                            """
                            update post set page_url = null, author_id = '', author = '',
                                caption = '', hashtags = '[]', media = '{"none":"forgotten"}',
                                metadata = '', erased_at = ?
                            where erased_at is null and status in ('judged', 'lost')
                                and found_at < ? and not exists (select 1 from sighting
                                    where sighting.post = post.id
                                        and state in ('new', 'confirmed', 'closed'))\
                            """,
                            clock.millis(),
                            cutoffMillis(settings.keepPosts()));
            if (count > 0) {
                log(handle, "posts", count, List.of());
            }
        });
    }

    /** What videos without a Sighting look like; by then no copy of them need be known. */
    private void deleteFingerprints() {
        List<String> forgotten =
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
        clusters.remove(forgotten);
    }

    private void deleteEvents() {
        Instant oldest = clock.instant().minus(EVENT_RETENTION);
        database.write(handle -> new EventRepository(handle).deleteBefore(oldest));
    }

    private List<Deletable> deletables(String query, Duration span) {
        return database.read(handle ->
                handle.createQuery(query)
                        .bind(0, cutoffMillis(span))
                        .bind(1, cutoffMillis(span))
                        .bind(2, BATCH_SIZE)
                        .map((row, _) -> new Deletable(row.getString(1), row.getString(2)))
                        .list());
    }

    /** Rows and audit log say so together, once all files of a batch are gone. */
    private void recordDeletion(String update, List<Deletable> leaves, String what, boolean named) {
        if (leaves.isEmpty()) {
            return;
        }
        List<String> ids = named ? leaves.stream().map(Deletable::id).toList() : List.of();
        database.write(handle -> {
            leaves.forEach(deletable -> handle.execute(update, deletable.id));
            log(handle, what, leaves.size(), ids);
        });
    }

    private void log(Handle handle, String what, int count, List<String> ids) {
        WatchLog.deleted(what, count);
        AuditLog.append(
                handle,
                clock,
                AuditLog.PROGRAM,
                AuditAction.DELETED,
                what,
                Map.of("count", count, "ids", ids));
    }
}
