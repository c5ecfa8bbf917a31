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
    private static final int REMEMBERED = 20;

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
        Sorting sorting = new Sorting(file == null ? null : DownloadArchive.read(file));
        entries().forEach(sorting::add);
        List<String> notes = sorting.notes();
        if (hasGap(cursor, sorting)) {
            notes.add(
                    "all %d entries are new since the last time, so some between may be missing;"
                                    .formatted(sorting.seen)
                            + " ask more often, or raise 'most' in the source's file");
        }
        List<String> top = sorting.keys.stream().limit(REMEMBERED).toList();
        return new Batch(sorting.posts, String.join("\n", top), notes, sorting.seen, Duration.ZERO);
    }

    /** Takes entries as Posts, or counts why not. */
    private static final class Sorting {
        private final @Nullable DownloadArchive archive;
        private final List<Post> posts = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private int seen;
        private int without;
        private int known;
        private int live;

        Sorting(@Nullable DownloadArchive archive) {
            this.archive = archive;
        }

        void add(InfoJson entry) {
            seen++;
            Optional<Post> post = YtDlpPosts.of(entry);
            post.ifPresent(found -> keys.add(found.key()));
            if (post.isEmpty()) {
                without++;
            } else if (archive != null && archive.holds(entry.archiveLine())) {
                known++;
            } else if (entry.isLive()) {
                live++;
            } else {
                posts.add(post.get());
            }
        }

        List<String> notes() {
            List<String> notes = new ArrayList<>();
            note(notes, without, "without an id or an address were left out");
            note(notes, known, "are in the download archive and were left out");
            note(notes, live, "are live or not broadcast yet, and wait until they end");
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
            return ytDlp.list(settings.address(), settings.most(), settings.rules());
        } catch (YtDlpException e) {
            String message = String.valueOf(e.getMessage());
            throw new SourceException(
                    e.complaint() == YtDlpErrorKind.NO_VIDEO ? message + ", nor a list" : message,
                    e);
        }
    }

    /** Whether the list is full and holds nothing of what was at its top the last time. */
    private boolean hasGap(String cursor, Sorting sorting) {
        return !cursor.isEmpty()
                && sorting.seen >= settings.most()
                && cursor.lines().noneMatch(Set.copyOf(sorting.keys)::contains);
    }
}
