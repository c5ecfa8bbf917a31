package dev.framewatch.cli.desk;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs work until the process is told to end (Ctrl-C, SIGTERM), and then ends with its status. */
final class StopSignal {
    private final AtomicInteger status = new AtomicInteger(2);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** Work that ends soon after what it gave to {@link #onStop} was called. */
    @FunctionalInterface
    interface Work {
        void run(StopSignal signal) throws IOException, InterruptedException;
    }

    /** Runs the work; returns the exit status. */
    static int run(Work work) throws IOException, InterruptedException {
        StopSignal signal = new StopSignal();
        try {
            work.run(signal);
            signal.status.set(0);
        } finally {
            signal.finished.countDown();
        }
        return signal.status.get();
    }

    /** Says how the work is stopped, from another thread. Until then, a signal ends the process. */
    void onStop(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(stop)));
    }

    /**
     * Stops the work and halts with its status. Without the halt, the JVM would exit with the
     * signal's status as soon as this hook returns, even after a clean stop.
     */
    private void end(Runnable stop) {
        if (finished.getCount() == 0) {
            return;
        }
        stop.run();
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status.get());
    }
}
