package dev.framewatch.desk.feed;

import dev.framewatch.desk.ytdlp.Complaint;
import dev.framewatch.desk.ytdlp.InfoJson;
import dev.framewatch.desk.ytdlp.YtDlp;
import dev.framewatch.desk.ytdlp.YtDlpFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What yt-dlp lists: a user, a playlist, one video of any site it knows. Only the list is asked
 * for; videos are looked at when they are fetched.
 */
final class YtDlpSource implements Source {
    /** Of the top of the list, to see whether the next poll joins on to this one. */
    private static final int REMEMBERED = 20;

    private final YtDlpSettings settings;
    private final YtDlp ytDlp;

    YtDlpSource(YtDlpSettings settings, YtDlp ytDlp) {
        this.settings = settings;
        this.ytDlp = ytDlp;
    }

    /**
     * @param cursor the keys at the top of the list when it was last asked for, one a line
     */
    @Override
    public Batch poll(String cursor) throws SourceFailed, InterruptedException {
        List<InfoJson> entries = entries();
        List<String> notes = new ArrayList<>();
        List<Post> posts = new ArrayList<>();
        int without = 0;
        int known = 0;
        int live = 0;
        DownloadArchive archive = null;
        if (settings.archive() != null) {
            archive = DownloadArchive.read(settings.archive());
        }
        List<String> keys = new ArrayList<>();
        for (InfoJson entry : entries) {
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
        note(notes, without, "without an id or an address were left out");
        note(notes, known, "are in the download archive and were left out");
        note(notes, live, "are live or not broadcast yet, and were left out until they end");
        if (hasGap(cursor, keys)) {
            notes.add(
                    "all %d entries are new since the last time, so some between may be missing;"
                                    .formatted(entries.size())
                            + " ask more often, or raise 'most' in the source's file");
        }
        return new Batch(posts, String.join("\n", keys.stream().limit(REMEMBERED).toList()), notes);
    }

    private List<InfoJson> entries() throws SourceFailed, InterruptedException {
        try {
            return ytDlp.list(settings.address(), settings.most(), settings.rules());
        } catch (YtDlpFailed e) {
            String message = String.valueOf(e.getMessage());
            throw new SourceFailed(
                    e.complaint() == Complaint.NO_VIDEO ? message + ", nor a list" : message, e);
        }
    }

    private static void note(List<String> notes, int count, String what) {
        if (count > 0) {
            notes.add(count + " entries " + what);
        }
    }

    private boolean hasGap(String cursor, List<String> keys) {
        return !cursor.isEmpty()
                && keys.size() >= settings.most()
                && cursor.lines().noneMatch(Set.copyOf(keys)::contains);
    }
}
