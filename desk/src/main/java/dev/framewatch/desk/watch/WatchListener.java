package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Sighting;
import java.time.Duration;
import java.util.List;

/** Hears of the watch as it goes, for people; what counts is in the database. */
public interface WatchListener {
    /** Something people should know. */
    default void note(String text) {}

    /** An alert could not be delivered; said once for each reason. */
    default void undelivered(String failure) {
        note(failure);
    }

    /** A Source answered. */
    default void polled(String source, int items, int fresh, List<String> notes) {}

    /** A Source did not answer; it is asked again after a while. */
    default void pollFailed(String source, String why, Duration wait) {}

    /** The media of a Post came. */
    default void fetched(String post, long bytes) {}

    /** The media of a Post did not come. */
    default void fetchFailed(String post, String why, boolean forGood) {}

    /** A video was looked at. */
    default void scanned(String video, List<String> verdicts) {}

    /** A Target was seen. */
    default void sighted(Sighting sighting) {}
}
