package dev.framewatch.desk.watch;

import dev.framewatch.desk.health.WatchHeartbeat;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a running watch from a thread of its own: has the process replaced if an activity is
 * stuck, tells the supervisor otherwise, and writes the heartbeat that other processes read.
 */
final class HeartbeatMonitor implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Heartbeats heartbeats;
    private final Supervisor supervisor;
    private final Home home;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("watch-heartbeat").unstarted(this::run);
    private @Nullable Instant writtenAt;

    private HeartbeatMonitor(Heartbeats heartbeats, Supervisor supervisor, Home home, Clock clock) {
        this.heartbeats = heartbeats;
        this.supervisor = supervisor;
        this.home = home;
        this.clock = clock;
    }

    /** Starts a monitor, to be closed when the watch ends. */
    static HeartbeatMonitor start(
            Heartbeats heartbeats, Supervisor supervisor, Home home, Clock clock) {
        HeartbeatMonitor monitor = new HeartbeatMonitor(heartbeats, supervisor, home, clock);
        monitor.thread.start();
        return monitor;
    }

    private void run() {
        try {
            do {
                check();
            } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            supervisor.replace("heartbeat: " + FailureText.of(e));
        }
    }

    /** Checks once; also where the heartbeat cannot be written, which its readers notice. */
    private void check() {
        Optional<String> stuck = heartbeats.stuck();
        if (stuck.isPresent()) {
            supervisor.replace(stuck.get());
            return;
        }
        supervisor.alive();
        Instant now = clock.instant();
        if (writtenAt == null
                || Duration.between(writtenAt, now).abs().compareTo(WatchHeartbeat.INTERVAL) >= 0) {
            writtenAt = now;
            try {
                heartbeats.snapshot(now).write(home);
            } catch (IOException e) {
                WatchLog.taskFailed("heartbeat", e);
            }
        }
    }

    /** Stops the thread and removes the heartbeat, since the watch ends in peace. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        boolean interrupted = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        WatchHeartbeat.remove(home);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
