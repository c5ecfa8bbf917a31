package dev.framewatch.desk.watch;

import dev.framewatch.desk.evidence.SightingRecord;
import java.time.Duration;
import java.util.List;

/**
 * Forwards every event, wakes the next stage when an event means new work for it, and counts the
 * event as progress of its own.
 */
record WakingListener(WatchListener listener, Runnable wake, Heartbeats heartbeats)
        implements WatchListener {
    @Override
    public void note(String text) {
        listener.note(text);
    }

    @Override
    public void polled(String source, int items, int newPosts, List<String> notes) {
        heartbeats.progress(Watch.POLL_TASK);
        if (newPosts > 0) {
            wake.run();
        }
        listener.polled(source, items, newPosts, notes);
    }

    @Override
    public void pollFailed(String source, String reason, Duration delay) {
        heartbeats.progress(Watch.POLL_TASK);
        listener.pollFailed(source, reason, delay);
    }

    @Override
    public void fetched(String post, long bytes) {
        heartbeats.progress(Watch.FETCH_TASK);
        wake.run();
        listener.fetched(post, bytes);
    }

    @Override
    public void fetchFailed(String post, String reason, boolean isFinal) {
        heartbeats.progress(Watch.FETCH_TASK);
        listener.fetchFailed(post, reason, isFinal);
    }

    @Override
    public void scanFailed(String video, String reason, boolean isFinal) {
        heartbeats.progress(Watch.JUDGE_TASK);
        listener.scanFailed(video, reason, isFinal);
    }

    @Override
    public void deleted(String what, int count) {
        heartbeats.progress(Watch.CLEAN_UP_TASK);
        listener.deleted(what, count);
    }

    @Override
    public void scanned(String video, List<String> verdicts) {
        heartbeats.progress(Watch.JUDGE_TASK);
        listener.scanned(video, verdicts);
    }

    @Override
    public void sighted(SightingRecord sighting) {
        wake.run();
        listener.sighted(sighting);
    }
}
