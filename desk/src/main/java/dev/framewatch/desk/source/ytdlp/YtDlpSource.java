package dev.framewatch.desk.source.ytdlp;

import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpErrorKind;
import dev.framewatch.desk.ytdlp.YtDlpException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What yt-dlp lists: a user, a playlist, one video of any site it knows. Only the list is asked
 * for; videos are looked at when they are fetched.
 */
public final class YtDlpSource implements Source {
    /** Of the top of the list, to see whether the next poll joins on to this one. */
    private static final int REMEMBERED_KEYS = 20;

    private final YtDlpSettings settings;
    private final YtDlp ytDlp;

    public YtDlpSource(YtDlpSettings settings, YtDlp ytDlp) {
        this.settings = settings;
        this.ytDlp = ytDlp;
    }

    /**
     * @param cursor the keys at the top of the list when it was last asked for, one a line
     */
    @Override
    public Batch poll(String cursor) throws SourceException, InterruptedException {
        Path file = settings.archive();
        EntryFilter entryFilter = new EntryFilter(file == null ? null : DownloadArchive.read(file));
        entries().forEach(entryFilter::add);
        List<String> notes = entryFilter.notes();
        if (hasGap(cursor, entryFilter)) {
            notes.add(
                    "all %d entries are new since the last time, so some between may be missing;"
                                    .formatted(entryFilter.entryCount)
                            + " ask more often, or raise 'most' in the source's file");
        }
        List<String> top = entryFilter.keys.stream().limit(REMEMBERED_KEYS).toList();
        return new Batch(
                entryFilter.posts,
                String.join("\n", top),
                notes,
                entryFilter.entryCount,
                Duration.ZERO);
    }

    /** Takes entries as Posts, or counts why not. */
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
            note(notes, unidentified, "without an id or an address were left out");
            note(notes, archived, "are in the download archive and were left out");
            note(notes, deferred, "are live or not broadcast yet, and wait until they end");
            return notes;
        }

        private static void note(List<String> notes, int count, String what) {
            if (count > 0) {
                notes.add(count + " entries " + what);
            }
        }
    }

    private List<InfoJson> entries() throws SourceException, InterruptedException {
        try {
            return ytDlp.list(settings.url(), settings.maxEntries(), settings.permissions());
        } catch (YtDlpException e) {
            String message = String.valueOf(e.getMessage());
            throw new SourceException(
                    e.kind() == YtDlpErrorKind.NO_VIDEO ? message + ", nor a list" : message, e);
        }
    }

    /** Whether the list is full and holds nothing of what was at its top the last time. */
    private boolean hasGap(String cursor, EntryFilter entryFilter) {
        return !cursor.isEmpty()
                && entryFilter.entryCount >= settings.maxEntries()
                && cursor.lines().noneMatch(Set.copyOf(entryFilter.keys)::contains);
    }
}
