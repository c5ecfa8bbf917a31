package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Sighting;
import java.time.Duration;
import java.util.List;

/** Forwards every event, and wakes the next stage when an event means new work for it. */
record WakingListener(WatchListener listener, Runnable wake) implements WatchListener {
    @Override
    public void note(String text) {
        listener.note(text);
    }

    @Override
    public void polled(String source, int items, int newPosts, List<String> notes) {
        if (newPosts > 0) {
            wake.run();
        }
        listener.polled(source, items, newPosts, notes);
    }

    @Override
    public void pollFailed(String source, String reason, Duration delay) {
        listener.pollFailed(source, reason, delay);
    }

    @Override
    public void fetched(String post, long bytes) {
        wake.run();
        listener.fetched(post, bytes);
    }

    @Override
    public void fetchFailed(String post, String reason, boolean isFinal) {
        listener.fetchFailed(post, reason, isFinal);
    }

    @Override
    public void scanFailed(String video, String reason, boolean isFinal) {
        listener.scanFailed(video, reason, isFinal);
    }

    @Override
    public void deleted(String what, int count) {
        listener.deleted(what, count);
    }

    @Override
    public void scanned(String video, List<String> verdicts) {
        listener.scanned(video, verdicts);
    }

    @Override
    public void sighted(Sighting sighting) {
        wake.run();
        listener.sighted(sighting);
    }
}
