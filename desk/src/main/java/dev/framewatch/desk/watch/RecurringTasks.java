package dev.framewatch.desk.watch;

import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs recurring tasks: several at once, never the same one twice at the same time, each again at
 * its interval after it ended. Intervals are measured by the monotonic clock, so setting the time
 * of day neither stops nor hurries a task. A task that throws is run again at its interval; the
 * failure is reported once.
 */
final class RecurringTasks implements AutoCloseable {
    /** Work that stays due because something holds it back must not make its task spin. */
    private static final Duration MIN_IDLE = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    0, Thread.ofPlatform().name("watch-task-", 0).factory());
    private final List<Recurring> tasks = new CopyOnWriteArrayList<>();
    private final Consumer<String> failures;
    private final Duration shutdownTimeout;

    /**
     * @param failures receives a sentence about each failure that the previous run did not have
     * @param shutdownTimeout how long {@link #close} waits before it interrupts running tasks
     */
    RecurringTasks(Consumer<String> failures, Duration shutdownTimeout) {
        this.failures = failures;
        this.shutdownTimeout = shutdownTimeout;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Starts a task; its first run begins at once. */
    synchronized void start(ScheduledTask task) {
        Recurring recurring = new Recurring(task);
        tasks.add(recurring);
        executor.setCorePoolSize(tasks.size());
        recurring.schedule(Duration.ZERO);
    }

    /**
     * Runs every task that depends on changes as soon as possible: now, or again right after the
     * current run, which may have missed the change.
     */
    void wake() {
        for (Recurring task : tasks) {
            if (task.task.onChange()) {
                task.wake();
            }
        }
    }

    /**
     * Begins no further run, waits for the running ones, and interrupts those that are not finished
     * within the timeout.
     */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        try {
            if (executor.awaitTermination(shutdownTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        executor.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Recurring implements Runnable {
        private final ScheduledTask task;
        private @Nullable ScheduledFuture<?> next;
        private boolean running;
        private boolean woken;
        private String lastFailure = "";

        Recurring(ScheduledTask task) {
            this.task = task;
        }

        /** Replaces whatever run was planned, so that there is one chain of runs only. */
        synchronized void schedule(Duration delay) {
            if (next != null) {
                next.cancel(false);
            }
            try {
                next = executor.schedule(this, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                next = null; // closed meanwhile
            }
        }

        synchronized void wake() {
            if (running) {
                woken = true;
            } else {
                schedule(Duration.ZERO);
            }
        }

        private synchronized boolean begin() {
            if (running) {
                woken = true;
                return false;
            }
            running = true;
            woken = false;
            return true;
        }

        private synchronized void end(Duration delay) {
            running = false;
            schedule(woken ? Duration.ZERO : delay);
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            Duration delay = task.interval();
            try {
                delay = delay(task.work().run());
                lastFailure = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                report(e);
            } finally {
                end(delay);
            }
        }

        private Duration delay(Result result) {
            Duration idle = result.idle();
            if (idle == null || idle.compareTo(task.interval()) > 0) {
                return task.interval();
            }
            return idle.compareTo(MIN_IDLE) < 0 ? MIN_IDLE : idle;
        }

        private void report(Throwable failure) {
            String why = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
            if (!why.equals(lastFailure)) {
                lastFailure = why;
                failures.accept("%s: %s; tried again".formatted(task.name(), why));
            }
        }
    }
}
