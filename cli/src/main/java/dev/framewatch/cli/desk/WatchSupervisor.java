package dev.framewatch.cli.desk;

import dev.framewatch.desk.watch.Supervisor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The launcher that runs a watch and starts it again if it dies, and the service manager above it.
 * See docs/decisions/supervisor.md.
 */
final class WatchSupervisor implements Supervisor {
    /** Exit status that asks the launcher for another process; EX_TEMPFAIL of sysexits.h. */
    static final int RESTART = 75;

    private static final String LAUNCHER = "FRAMEWATCH_SUPERVISOR";
    private static final String PREDECESSOR = "FRAMEWATCH_PREDECESSOR";

    private final boolean hasPredecessorDied;
    private final Optional<Long> launcher;
    private final Optional<SystemdNotifier> manager;
    private final Consumer<String> notes;
    private final Runnable stop;
    private final IntConsumer halt;

    /**
     * @param environment names the launcher, how the process before this one ended, and the service
     *     manager
     * @param notes receives why the process is replaced
     * @param stop stops the watch; called if the launcher is gone
     * @param halt ends the process with a status
     */
    WatchSupervisor(
            Map<String, String> environment,
            Consumer<String> notes,
            Runnable stop,
            IntConsumer halt) {
        this.hasPredecessorDied = environment.getOrDefault(PREDECESSOR, "").equals("died");
        this.launcher = pid(environment.getOrDefault(LAUNCHER, ""));
        this.manager = SystemdNotifier.of(environment);
        this.notes = notes;
        this.stop = stop;
        this.halt = halt;
    }

    private static Optional<Long> pid(String text) {
        return text.matches("[1-9]\\d{0,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** The database is consistent at any moment, so the process need not end in an orderly way. */
    @Override
    public void replace(String reason) {
        try {
            notes.accept("the process is no longer sound (%s) and ends".formatted(reason));
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        } finally {
            halt.accept(launcher.isPresent() ? RESTART : 2);
        }
    }

    @Override
    public boolean hasPredecessorDied() {
        return hasPredecessorDied;
    }

    @Override
    public void ready() {
        manager.ifPresent(SystemdNotifier::ready);
    }

    @Override
    public void alive() {
        manager.ifPresent(SystemdNotifier::alive);
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        if (launcher.isPresent() && launcher.get() != parent) {
            stop.run(); // nobody would start it again, or know that it runs
        }
    }
}
