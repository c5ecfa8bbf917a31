package dev.framewatch.desk.trend;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Inserts rows of judged posts. */
final class JudgedPosts {
    static final String TARGET = "harbour";

    private int count;

    /** Adds a post; if it is a match, also a sighting in its own cluster. */
    void add(Handle handle, String source, Instant at, boolean seen) {
        add(handle, source, at, seen ? "match" : "no_match", "f" + count, "", null);
    }

    /** Adds a post with author and views; if it is a match, also its sighting. */
    void add(
            Handle handle,
            String source,
            Instant at,
            String verdict,
            String family,
            String author,
            @Nullable Long views) {
        String id = "p" + count++;
        long millis = at.toEpochMilli();
        handle.execute(
                "insert into video (sha256, bytes, fetched_at) values (?, 1, ?)", id, millis);
        handle.execute(
                "insert into verdict values (?, ?, 'd', ?, null, 0.9, 1, 1, 1,"
                        + " 1, 1, 'share:1/3', 0.5, ?, null)",
                id,
                TARGET,
                verdict,
                millis);
        handle.execute(
                "insert into post (id, platform, platform_id, source, allow_private,"
                        + " author_id, author, caption, hashtags, media, metadata,"
                        + " found_at, status, due_at, video, judged_at, views) values (?,"
                        + " 'web', ?, ?, 0, ?, '', '', '[]', '{}', '', ?,"
                        + " 'judged', 0, ?, ?, ?)",
                id,
                id,
                source,
                author,
                millis,
                id,
                millis,
                views);
        if (verdict.equals("match")) {
            handle.execute(
                    "insert into sighting values (?, ?, ?, ?, ?, 'd', 0.9, 1,"
                            + " ?, 'new', '', 'match')",
                    id,
                    TARGET,
                    id,
                    id,
                    family,
                    millis);
        }
    }
}
