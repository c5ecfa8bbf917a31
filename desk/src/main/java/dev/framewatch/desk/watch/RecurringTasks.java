package dev.framewatch.desk.watch;

import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs recurring tasks concurrently, without overlapping runs of the same task. The interval counts
 * from the end of a run and is measured by the monotonic clock, so changes of the time of day have
 * no effect. A task that throws runs again at its interval; the failure is reported once.
 */
final class RecurringTasks implements AutoCloseable {
    /** Keeps a task from spinning while its due work is blocked. */
    private static final Duration MIN_IDLE = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(
                    0, Thread.ofPlatform().name("watch-task-", 0).factory());
    private final List<Recurring> tasks = new CopyOnWriteArrayList<>();
    private final Consumer<String> failures;
    private final Duration shutdownTimeout;

    /**
     * @param failures receives a message for each failure that differs from that of the previous
     *     run
     * @param shutdownTimeout time that {@link #close} waits before it interrupts running tasks
     */
    RecurringTasks(Consumer<String> failures, Duration shutdownTimeout) {
        this.failures = failures;
        this.shutdownTimeout = shutdownTimeout;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Starts a task; the first run begins immediately. */
    synchronized void start(ScheduledTask task) {
        Recurring recurring = new Recurring(task);
        tasks.add(recurring);
        executor.setCorePoolSize(tasks.size());
        recurring.schedule(Duration.ZERO);
    }

    /**
     * Runs every change-triggered task as soon as possible: now, or right after its current run,
     * which may have missed the change.
     */
    void wake() {
        for (Recurring task : tasks) {
            if (task.task.onChange()) {
                task.wake();
            }
        }
    }

    /** Stops scheduling, waits for running tasks, and interrupts those that exceed the timeout. */
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

        /** Replaces the planned run, so there is always a single chain of runs. */
        synchronized void schedule(Duration delay) {
            if (next != null) {
                next.cancel(false);
            }
            try {
                next = executor.schedule(this, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                next = null; // closed in the meantime
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
            String message = FailureText.of(failure);
            if (!message.equals(lastFailure)) {
                lastFailure = message;
                failures.accept("%s: %s; will retry".formatted(task.name(), message));
            }
        }
    }
}
