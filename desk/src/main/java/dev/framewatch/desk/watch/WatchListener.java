package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.post.PostName;
import java.time.Duration;
import java.util.List;

/** Receives progress events, for display only; the database is authoritative. */
public interface WatchListener {
    /** Reports something the user should know. */
    default void note(String text) {}

    /** Reports that an alert could not be delivered; called once per reason. */
    default void undelivered(String failure) {
        note(failure);
    }

    /** Called when a source answered. */
    default void polled(String source, int items, int newPosts, List<String> notes) {}

    /** Called when polling a source failed; it will be retried after the delay. */
    default void pollFailed(String source, String reason, Duration delay) {}

    /**
     * Called when the media of a post were fetched.
     *
     * @param post what people call it, see {@link PostName}
     */
    default void fetched(String post, long bytes) {}

    /**
     * Called when fetching the media of a post failed, temporarily or permanently.
     *
     * @param post what people call it, see {@link PostName}
     */
    default void fetchFailed(String post, String reason, boolean isFinal) {}

    /**
     * Called when scanning a video died; it is scanned once more unless this was the last time.
     *
     * @param video what people call its posts, see {@link PostName}
     */
    default void scanFailed(String video, String reason, boolean isFinal) {}

    /**
     * Called when a video was scanned.
     *
     * @param video what people call its posts, see {@link PostName}
     */
    default void scanned(String video, List<String> verdicts) {}

    /** Called when data was deleted at the end of its retention time. */
    default void deleted(String what, int count) {}

    /** Called when a sighting was recorded. */
    default void sighted(SightingRecord sighting) {}
}
