package dev.framewatch.cli.console;

import dev.framewatch.desk.store.SqliteFailure;
import dev.framewatch.error.ErrorText;
import dev.framewatch.error.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Reports errors that nobody foresaw, of any thread: one sentence for the user, and a file with the
 * details. Foreseen are those that the program itself throws with a message for the user, and
 * failures of input and output.
 */
public final class UnforeseenErrors implements Thread.UncaughtExceptionHandler {
    private final Console console;
    private final Supplier<CrashReports> reports;
    private final Supplier<String> command;
    private volatile boolean threadDied;
    private volatile boolean interrupted;

    /**
     * @param reports where details are kept; queried when an error occurs
     * @param command the names of the running command
     */
    UnforeseenErrors(Console console, Supplier<CrashReports> reports, Supplier<String> command) {
        this.console = console;
        this.reports = reports;
        this.command = command;
    }

    /** Creates the errors of a command line. */
    public static UnforeseenErrors of(Framewatch framewatch) {
        return new UnforeseenErrors(
                framewatch.console(), framewatch::crashReports, framewatch::runningCommand);
    }

    /** Returns whether a failure explains itself to the user. */
    static boolean isForeseen(Throwable failure) {
        return switch (failure) {
            case CompletionException e when e.getCause() != null -> isForeseen(e.getCause());
            case ExecutionException e when e.getCause() != null -> isForeseen(e.getCause());
            case ServiceException _, IOException _, UncheckedIOException _ -> true;
            case InterruptedException _ -> true;
            case IllegalArgumentException e -> e.getMessage() != null;
            default ->
                    failure.getClass().getName().startsWith("dev.framewatch.")
                            || SqliteFailure.describe(failure).isPresent();
        };
    }

    /**
     * Returns the sentence about an error, and keeps its details in a file.
     *
     * @param thread the name of the thread that failed
     */
    String describe(Throwable failure, String thread) {
        return interrupted ? "it was interrupted" : sentence(failure) + keep(failure, thread);
    }

    private static String sentence(Throwable failure) {
        return (isLackOfMemory(failure) ? "" : "unexpected error: ") + ErrorText.of(failure);
    }

    private static boolean isLackOfMemory(Throwable failure) {
        return (failure instanceof CompletionException e && e.getCause() != null)
                ? isLackOfMemory(e.getCause())
                : failure instanceof OutOfMemoryError;
    }

    private String keep(Throwable failure, String thread) {
        try {
            Path file = reports.get().write(new CrashReport(command.get(), thread, failure));
            return "; details for whoever repairs it: " + file;
        } catch (IOException | RuntimeException | Error e) {
            // Memory or the disk may be exhausted; the sentence counts.
            return "";
        }
    }

    /** Reports an error that ended the command. */
    public void report(Throwable failure) {
        console.note("framewatch: " + describe(failure, Thread.currentThread().getName()));
    }

    /** Reports an error that ended a thread. The command goes on, but no longer succeeds. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        threadDied = true;
        console.note("framewatch: " + describe(failure, thread.getName()));
    }

    /** Notes that the process was told to end: whatever fails from now on, fails because of it. */
    public void interrupted() {
        interrupted = true;
    }

    /** Returns whether a thread died of an error. */
    public boolean threadDied() {
        return threadDied;
    }
}
