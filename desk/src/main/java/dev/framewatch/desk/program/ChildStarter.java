package dev.framewatch.desk.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts child processes that end with this one, even if it is killed. On Linux the kernel kills
 * them; it does so when the thread that started them ends, so one thread that never ends starts
 * all. Elsewhere they survive only a kill.
 */
final class ChildStarter {
    /** Of util-linux, which every distribution includes. */
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private static final ExecutorService THREAD =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("start-programs").factory());

    private ChildStarter() {}

    /**
     * Starts a process. An interrupt has no effect until it is started, so that none is lost.
     *
     * @throws IOException if it cannot be started
     */
    static Process start(ProcessBuilder builder) throws IOException {
        builder.command(endingWithUs(builder.command()));
        try {
            return CompletableFuture.supplyAsync(() -> started(builder), THREAD).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw e;
        }
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the command under setpriv, unless it cannot be run: setpriv would hide why. */
    private static List<String> endingWithUs(List<String> command) {
        Path program = Path.of(command.getFirst());
        if (!program.isAbsolute()
                || !Files.isExecutable(program)
                || Files.isDirectory(program)
                || !Files.isExecutable(SETPRIV)) {
            return command;
        }
        List<String> wrapped = new ArrayList<>();
        wrapped.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
        wrapped.addAll(command);
        return wrapped;
    }
}
