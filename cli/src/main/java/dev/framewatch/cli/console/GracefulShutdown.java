package dev.framewatch.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when the process is told to end (Ctrl-C, SIGTERM, the end of the
 * session): its thread is interrupted, and the process waits until the command has stopped its
 * threads and child processes and deleted what is unfinished. Without it, native code that runs in
 * other threads would crash while the process ends.
 */
public final class GracefulShutdown implements AutoCloseable {
    /** Time for a command to end; what takes longer is abandoned. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Thread command;
    private final Runnable starting;
    private final CountDownLatch ended = new CountDownLatch(1);

    private GracefulShutdown(Thread command, Runnable starting) {
        this.command = command;
        this.starting = starting;
    }

    /**
     * Guards the command that the calling thread runs, until it is closed.
     *
     * @param starting called before the command is interrupted
     */
    public static GracefulShutdown ofThisThread(Runnable starting) {
        GracefulShutdown shutdown = new GracefulShutdown(Thread.currentThread(), starting);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(shutdown::run));
        return shutdown;
    }

    private void run() {
        if (ended.getCount() == 0) {
            return;
        }
        starting.run();
        command.interrupt();
        try {
            ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks the command as ended, or as one that ends by itself. */
    @Override
    public void close() {
        ended.countDown();
    }

    /** A command that may end in order by itself, in its own time. */
    public interface Exempt {
        /** Returns whether it does so when the process is told to end. */
        boolean stopsItself();
    }
}
