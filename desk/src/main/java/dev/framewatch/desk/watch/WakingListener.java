package dev.framewatch.desk.watch;

import dev.framewatch.desk.store.Sighting;
import java.time.Duration;
import java.util.List;

/** Wakes the next stage whenever one has added work for it, and passes every event on. */
record WakingListener(WatchListener listener, Runnable wake) implements WatchListener {
    @Override
    public void note(String text) {
        listener.note(text);
    }

    @Override
    public void polled(String source, int items, int fresh, List<String> notes) {
        if (fresh > 0) {
            wake.run();
        }
        listener.polled(source, items, fresh, notes);
    }

    @Override
    public void pollFailed(String source, String why, Duration wait) {
        listener.pollFailed(source, why, wait);
    }

    @Override
    public void fetched(String post, long bytes) {
        wake.run();
        listener.fetched(post, bytes);
    }

    @Override
    public void fetchFailed(String post, String why, boolean forGood) {
        listener.fetchFailed(post, why, forGood);
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
