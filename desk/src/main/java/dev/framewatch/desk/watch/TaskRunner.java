package dev.framewatch.desk.watch;

import dev.framewatch.desk.watch.ScheduledTask.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Runs tasks and records which of them fail. A task that takes the memory that all share, or finds
 * the virtual machine broken, ends the process: what it left behind is not known.
 */
final class TaskRunner {
    /** Each task reports progress more often, unless it has nothing to do. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(2);

    private final Concerns concerns;
    private final Heartbeats heartbeats;
    private final Supervisor supervisor;
    private final WatchListener listener;
    private final BooleanSupplier stopped;

    /**
     * @param stopped returns whether no more work is to be begun
     */
    TaskRunner(
            Concerns concerns,
            Heartbeats heartbeats,
            Supervisor supervisor,
            WatchListener listener,
            BooleanSupplier stopped) {
        this.concerns = concerns;
        this.heartbeats = heartbeats;
        this.supervisor = supervisor;
        this.listener = listener;
        this.stopped = stopped;
    }

    /** Returns whether a task succeeds; whatever it throws is its failure. */
    boolean succeeds(ScheduledTask task) throws InterruptedException {
        try {
            return run(task).succeeded();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            listener.note("%s: %s; will retry".formatted(task.name(), FailureText.of(e)));
            return false;
        }
    }

    /** Returns a task that does the same, and is expected to run again at its interval. */
    ScheduledTask recurring(ScheduledTask task) {
        return new ScheduledTask(
                task.name(),
                task.interval(),
                task.onChange(),
                () -> {
                    try {
                        return run(task);
                    } finally {
                        heartbeats.expect(task.name(), task.interval().plus(LONGEST_SILENCE));
                    }
                });
    }

    /** Runs a task until nothing more is due, and records whether it failed. */
    private Result run(ScheduledTask task) throws IOException, InterruptedException {
        String subject = "task " + task.name();
        heartbeats.expect(task.name(), LONGEST_SILENCE);
        Result result;
        try {
            result = runUntilDone(task);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            String reason = "%s: %s".formatted(task.name(), FailureText.of(e));
            WatchLog.taskFailed(task.name(), e);
            try {
                concerns.report(subject, reason);
            } catch (RuntimeException unrecorded) {
                e.addSuppressed(unrecorded);
            }
            if (breaksProcess(e)) {
                supervisor.replace(reason);
            }
            throw e;
        } finally {
            heartbeats.end(task.name());
        }
        concerns.report(subject, null);
        return result;
    }

    /** A stack that overflows leaves nothing behind; what else the virtual machine throws does. */
    private static boolean breaksProcess(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof VirtualMachineError
                                && !(cause instanceof StackOverflowError));
    }

    private Result runUntilDone(ScheduledTask task) throws IOException, InterruptedException {
        boolean succeeded = true;
        boolean hasMore = true;
        Duration idle = null;
        while (hasMore && !stopped.getAsBoolean()) {
            Result result = task.work().run();
            heartbeats.progress(task.name());
            succeeded &= result.succeeded();
            hasMore = result.hasMore();
            idle = result.idle();
        }
        return new Result(succeeded, false, idle);
    }
}
