package dev.framewatch.learn.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream when nothing has come out of it for too long, so that its reader goes on. */
final class StallDetector implements AutoCloseable {
    private final InputStream stream;
    private final long patience;
    private final Thread watcher;
    private volatile long last = System.nanoTime();
    private volatile boolean stalled;

    StallDetector(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience.toNanos();
        this.watcher = Thread.ofVirtual().unstarted(this::watch);
        watcher.start();
    }

    /** Something came. */
    void came() {
        last = System.nanoTime();
    }

    boolean stalled() {
        return stalled;
    }

    private void watch() {
        try {
            for (long left = patience; left > 0; left = last + patience - System.nanoTime()) {
                Thread.sleep(Duration.ofNanos(left));
            }
            stalled = true;
            stream.close();
        } catch (InterruptedException e) {
            // the stream came to its end
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("closing what stalled failed", e);
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
