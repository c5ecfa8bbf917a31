package dev.framewatch.cli.console;

import dev.framewatch.text.PrintableLine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Output streams of a command: results on {@code out}, notes for the user on {@code err}.
 *
 * @param out results, UTF-8
 * @param err progress, notes and errors, UTF-8
 * @param colours whether results may be coloured, since {@code out} is a terminal
 * @param terminal whether {@code err} is a terminal, so that somebody may be asked
 * @param status the line that shows progress, if there is a terminal that can erase a line
 */
public record Console(
        PrintStream out,
        PrintStream err,
        boolean colours,
        boolean terminal,
        Optional<StatusLine> status) {

    /** Creates a console without a line that shows progress. */
    public Console(PrintStream out, PrintStream err, boolean colours, boolean terminal) {
        this(out, err, colours, terminal, Optional.empty());
    }

    /** Returns the console of this process. */
    public static Console ofProcess() {
        return of(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Terminals.ofProcess(),
                TerminalWidth.ofProcess());
    }

    /**
     * @param out standard output
     * @param err standard error
     * @param columns width of the terminal, if {@code err} is one
     */
    static Console of(
            OutputStream out, OutputStream err, Terminals terminals, IntSupplier columns) {
        if (!terminals.err() || terminals.dumb()) {
            return new Console(
                    ResultStream.to(out), print(err), terminals.coloursResults(), terminals.err());
        }
        StatusLine status = new StatusLine(print(err), columns);
        return new Console(
                ResultStream.to(terminals.out() ? status.above(out) : out),
                print(status.above(err)),
                terminals.coloursResults(),
                true,
                Optional.of(status));
    }

    /** Nothing is buffered here; on a terminal, whole lines are printed at once. */
    private static PrintStream print(OutputStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    /** Returns whether nobody reads the results any more, so that the command may end. */
    public boolean isReaderGone() {
        return out instanceof ResultStream results && results.isReaderGone();
    }

    /** Prints a note for the user, on one line, whatever names it contains. */
    public void note(String text) {
        err.println(PrintableLine.indented(text));
    }
}
