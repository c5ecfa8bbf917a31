package dev.framewatch.desk.http;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Overall deadline of a request, redirects included, so that a server that trickles single bytes
 * cannot hold the caller up. Close it when the request is complete.
 */
final class Deadline implements AutoCloseable {
    private static final ScheduledExecutorService SCHEDULER =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("deadlines").factory());

    private final Duration timeout;
    private final ScheduledFuture<?> expiry;
    private @Nullable Cancellable running;
    private boolean expired;

    Deadline(Duration timeout) {
        this.timeout = timeout;
        this.expiry = SCHEDULER.schedule(this::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cancels the exchange when the deadline passes, at once if it has passed already. */
    synchronized void watch(Cancellable exchange) {
        running = exchange;
        if (expired) {
            exchange.cancel();
        }
    }

    private synchronized void expire() {
        expired = true;
        if (running != null) {
            running.cancel();
        }
    }

    synchronized boolean isExpired() {
        return expired;
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public void close() {
        expiry.cancel(false);
    }
}
