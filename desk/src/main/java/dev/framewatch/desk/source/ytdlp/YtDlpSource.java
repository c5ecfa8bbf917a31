package dev.framewatch.desk.source.ytdlp;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.ListContinuity;
import dev.framewatch.desk.source.ResponseOrigin;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceResponse;
import dev.framewatch.desk.ytdlp.DownloadFields;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlp.Listing;
import dev.framewatch.desk.ytdlp.YtDlpErrorKind;
import dev.framewatch.desk.ytdlp.YtDlpException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Anything that yt-dlp can list: a user, a playlist, one video of any supported site. Only the list
 * is read; videos are opened when they are fetched.
 */
public final class YtDlpSource implements Source {
    /** Number of keys from the top of the list that are kept, to detect gaps between polls. */
    private static final int REMEMBERED_KEYS = 20;

    private final YtDlpSettings settings;
    private final YtDlp ytDlp;
    private final Clock clock;

    public YtDlpSource(YtDlpSettings settings, YtDlp ytDlp, Clock clock) {
        this.settings = settings;
        this.ytDlp = ytDlp;
        this.clock = clock;
    }

    /**
     * @param cursor the keys at the top of the list at the last poll, one per line
     */
    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        Path file = settings.archive();
        EntryFilter entryFilter = new EntryFilter(file == null ? null : DownloadArchive.read(file));
        Listing listing = list();
        listing.entries().forEach(entryFilter::add);
        List<String> notes = entryFilter.notes();
        if (hasGap(cursor, entryFilter)) {
            notes.add(
                    "the %d entries do not reach back to the last poll, so some may have been missed;"
                                    .formatted(entryFilter.entryCount)
                            + " poll more often, or raise 'max_items' in the source's file");
        }
        List<String> top = entryFilter.keys.stream().limit(REMEMBERED_KEYS).toList();
        return new Batch(
                        entryFilter.posts,
                        String.join("\n", top),
                        notes,
                        entryFilter.entryCount,
                        Duration.ZERO)
                .withResponses(answers(listing, entryFilter.posts));
    }

    /** Returns what yt-dlp printed, or nothing if it is too large to be kept. */
    private List<SourceResponse> answers(Listing listing, List<Post> posts) {
        if (listing.output().length > SourceResponse.MAX_BYTES) {
            return List.of();
        }
        DownloadFields answer = DownloadFields.cutOutOf(listing.output());
        ResponseOrigin origin =
                ResponseOrigin.ofPage(
                        settings.url(),
                        "yt-dlp " + listing.version(),
                        answer.note(),
                        clock.instant());
        Set<String> keys = posts.stream().map(Post::key).collect(Collectors.toSet());
        return List.of(new SourceResponse(origin, answer.json(), keys));
    }

    /** Converts entries to posts and counts the skipped ones. */
    private static final class EntryFilter {
        private final @Nullable DownloadArchive archive;
        private final List<Post> posts = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private int entryCount;
        private int unidentified;
        private int archived;
        private int deferred;

        EntryFilter(@Nullable DownloadArchive archive) {
            this.archive = archive;
        }

        void add(InfoJson entry) {
            entryCount++;
            Optional<Post> post = YtDlpPosts.of(entry);
            post.ifPresent(found -> keys.add(found.key()));
            if (post.isEmpty()) {
                unidentified++;
            } else if (archive != null && archive.contains(entry.archiveLine())) {
                archived++;
            } else if (entry.isLive()) {
                deferred++;
            } else {
                posts.add(post.get());
            }
        }

        List<String> notes() {
            List<String> notes = new ArrayList<>();
            note(notes, unidentified, "skipped: without an id or a URL");
            note(notes, archived, "skipped: in the download archive");
            note(notes, deferred, "deferred: live or not yet broadcast");
            return notes;
        }

        private static void note(List<String> notes, int count, String what) {
            if (count > 0) {
                notes.add((count == 1 ? "1 entry " : count + " entries ") + what);
            }
        }
    }

    private Listing list() throws SourceException, InterruptedException {
        try {
            return ytDlp.list(settings.url(), settings.maxEntries(), settings.permissions());
        } catch (YtDlpException e) {
            String message = String.valueOf(e.getMessage());
            throw new SourceException(
                    e.kind() == YtDlpErrorKind.NO_VIDEO ? message + " and no list" : message, e);
        }
    }

    /** Returns whether the list is full and does not reach down to the last poll's entries. */
    private boolean hasGap(String cursor, EntryFilter entryFilter) {
        return entryFilter.entryCount >= settings.maxEntries()
                && new ListContinuity(cursor.lines().toList(), entryFilter.keys).mayHaveGap();
    }
}
