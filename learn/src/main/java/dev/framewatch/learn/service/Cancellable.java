package dev.framewatch.learn.service;

import dev.framewatch.model.ProgressListener;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/**
 * Makes an interrupt of the calling thread cancel work on other threads: the next progress update,
 * from whatever thread, then throws.
 */
final class Cancellable implements ProgressListener {
    private final ProgressListener progress;
    private final Thread caller = Thread.currentThread();

    private Cancellable(ProgressListener progress) {
        this.progress = progress;
    }

    /** Work that reports progress. */
    @FunctionalInterface
    interface Work<T> {
        T run(ProgressListener progress) throws IOException, InterruptedException;
    }

    /**
     * Runs the work on the calling thread.
     *
     * @throws InterruptedException if the calling thread was interrupted
     */
    static <T> T run(ProgressListener progress, Work<T> work)
            throws IOException, InterruptedException {
        try {
            return work.run(new Cancellable(progress));
        } catch (CancellationException | ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedException interrupted(Exception cause) {
        Thread.interrupted(); // the exception says so from here on
        InterruptedException interrupted = new InterruptedException("it was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public void update(Task task, long done, long total) {
        check();
        progress.update(task, done, total);
    }

    @Override
    public void update(Task task, long done, long total, String detail) {
        check();
        progress.update(task, done, total, detail);
    }

    @Override
    public void notice(String message) {
        progress.notice(message);
    }

    private void check() {
        if (caller.isInterrupted()) {
            throw new CancellationException("it was interrupted");
        }
    }
}
