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
    private static final ScheduledExecutorService SCHEDULER =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("deadlines").factory());

    private final Duration timeout;
    private final ScheduledFuture<?> expiry;
    private @Nullable Cancellable running;
    private boolean expired;

    Deadline(Duration within) {
        this.timeout = within;
        this.expiry = SCHEDULER.schedule(this::expire, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Breaks this off when the time is over. */
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
