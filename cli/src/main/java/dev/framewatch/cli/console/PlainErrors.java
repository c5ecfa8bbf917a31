package dev.framewatch.cli.console;

import dev.framewatch.desk.store.SqliteFailure;
import dev.framewatch.error.ServiceException;
import dev.framewatch.log.Logging;
import dev.framewatch.text.PrintableLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Reports failures in one sentence, and keeps the details of those that nobody foresaw; prints the
 * stack trace only if {@code FRAMEWATCH_DEBUG} is set.
 */
public final class PlainErrors implements CommandLine.IExecutionExceptionHandler {
    private final Console console;
    private final UnforeseenErrors unforeseen;

    public PlainErrors(Console console, UnforeseenErrors unforeseen) {
        this.console = console;
        this.unforeseen = unforeseen;
    }

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof ReaderGoneException) {
            return CommandLine.ExitCode.USAGE;
        }
        String sentence =
                UnforeseenErrors.isForeseen(failure)
                        ? sentence(failure)
                        : unforeseen.describe(failure, Thread.currentThread().getName());
        if (Logging.isOn()) {
            // The logger is made here, since most runs need none.
            LoggerFactory.getLogger(PlainErrors.class).atError().setCause(failure).log(sentence);
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof ServiceException e) {
            // All problems of a file, by line.
            String problems = "framewatch: " + Advice.on(e, command.getCommandSpec());
            console.err().println(PrintableLine.each(problems));
        } else {
            console.note("framewatch: " + Advice.onPrivateAddresses(sentence));
        }
        if (System.getenv("FRAMEWATCH_DEBUG") != null) {
            failure.printStackTrace(console.err());
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** Returns the message of a failure for users. */
    public static String sentence(Throwable failure) {
        return switch (failure) {
            case java.util.concurrent.CompletionException e when e.getCause() != null ->
                    sentence(e.getCause());
            case UncheckedIOException e when e.getCause() != null ->
                    e.getMessage() + ": " + sentence(e.getCause());
            case InterruptedException _, ClosedByInterruptException _ -> "it was interrupted";
            case NoSuchFileException e -> e.getFile() + ": no such file or folder";
            case AccessDeniedException e -> e.getFile() + ": permission denied";
            // A folder that is created may exist; a file in its place may not.
            case FileAlreadyExistsException e when Files.isRegularFile(Path.of(e.getFile())) ->
                    e.getFile() + ": this is a file; name a folder, or move the file away";
            case FileAlreadyExistsException e -> e.getFile() + ": already exists";
            case IOException e when String.valueOf(e.getMessage()).contains("No space left") ->
                    "the disk is full; no partial files were left";
            default ->
                    SqliteFailure.describe(failure)
                            .orElse(Objects.toString(failure.getMessage(), failure.toString()));
        };
    }
}
