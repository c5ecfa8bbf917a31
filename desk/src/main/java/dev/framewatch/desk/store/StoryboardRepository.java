package dev.framewatch.desk.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Stores which videos have a storyboard, and its size. */
public final class StoryboardRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public StoryboardRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Records the storyboard of a video.
     *
     * @param video SHA-256 of the video
     */
    public void add(String video, long bytes, Instant now) {
        handle.execute(
                "insert or replace into storyboard (video, bytes, created_at) values (?, ?, ?)",
                video,
                bytes,
                now.toEpochMilli());
    }

    /**
     * Returns whether a video has no storyboard, and a post that waits to be judged or was judged
     * after the given time.
     */
    public boolean isMissing(String video, Instant after) {
        return handle.createQuery(
                        """
                        select not exists (select 1 from storyboard where video = :video)
                            and exists (select 1 from post where post.video = :video
                                and (status = 'fetched' or judged_at >= :after))\
                        """)
                .bind("video", video)
                .bind("after", after.toEpochMilli())
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns the videos that have a storyboard. */
    public Set<String> videos() {
        return handle.createQuery("select video from storyboard").mapTo(String.class).set();
    }

    /** Returns the total size of all storyboards in bytes. */
    public long bytesOnDisk() {
        return handle.createQuery("select coalesce(sum(bytes), 0) from storyboard")
                .mapTo(Long.class)
                .one();
    }

    /** Returns the videos with the oldest storyboards, oldest first. */
    public List<String> oldest(int limit) {
        return handle.createQuery("select video from storyboard order by created_at, video limit ?")
                .bind(0, limit)
                .mapTo(String.class)
                .list();
    }

    /**
     * Returns the videos whose storyboard was made, and whose last post was judged, before the
     * given time. Those of posts that wait to be judged are not among them.
     */
    public List<String> before(Instant time, int limit) {
        return handle.createQuery(
                        """
                        select video from storyboard where created_at < :time
                            and not exists (select 1 from post where post.video = storyboard.video
                                and (status = 'fetched' or judged_at >= :time))
                        limit :limit\
                        """)
                .bind("time", time.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Records that a storyboard was deleted. */
    public void delete(String video) {
        handle.execute("delete from storyboard where video = ?", video);
    }

    /** Returns when the first of the posts that have a storyboard was judged; empty if none has. */
    public Optional<Instant> firstJudged() {
        return handle.createQuery(
                        "select min(judged_at) from post join storyboard using (video) where"
                                + " status = 'judged' and erased_at is null")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /**
     * Numbers of posts of a period that were judged and not erased.
     *
     * @param posts all of them
     * @param withStoryboard those whose video has a storyboard
     */
    public record Coverage(int posts, int withStoryboard) {}

    /** Counts the posts that were judged since a time. */
    public Coverage coverage(Instant since) {
        return handle.createQuery(
                        """
                        select count(*) as posts, count(storyboard.video) as kept
                        from post left join storyboard using (video)
                        where status = 'judged' and judged_at >= ? and erased_at is null\
                        """)
                .bind(0, since.toEpochMilli())
                .map((row, _) -> new Coverage(row.getInt("posts"), row.getInt("kept")))
                .one();
    }

    /** Returns the videos of these posts that have a storyboard, latest first. */
    public List<String> judgedSince(Instant since) {
        return handle.createQuery(
                        """
                        select video from post join storyboard using (video)
                        where status = 'judged' and judged_at >= ? and erased_at is null
                        group by video order by max(judged_at) desc, video\
                        """)
                .bind(0, since.toEpochMilli())
                .mapTo(String.class)
                .list();
    }
}
