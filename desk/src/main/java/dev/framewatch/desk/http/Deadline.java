package dev.framewatch.desk.http;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * All the time that a question may take, redirects included: a server that sends a byte now and
 * then holds nobody up.
 */
final class Deadline implements AutoCloseable {
    private static final ScheduledExecutorService CLOCKWORK =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("deadlines").factory());

    private final Duration within;
    private final ScheduledFuture<?> end;
    private @Nullable Cancellable running;
    private boolean passed;

    Deadline(Duration within) {
        this.within = within;
        this.end = CLOCKWORK.schedule(this::pass, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Breaks this off when the time is over. */
    synchronized void watch(Cancellable exchange) {
        running = exchange;
        if (passed) {
            exchange.cancel();
        }
    }

    private synchronized void pass() {
        passed = true;
        if (running != null) {
            running.cancel();
        }
    }

    synchronized boolean hasPassed() {
        return passed;
    }

    Duration within() {
        return within;
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
