package dev.framewatch.cli.console;

import dev.framewatch.text.PrintableLine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Output streams of a command: results on {@code out}, notes for the user on {@code err}.
 *
 * @param out results, UTF-8
 * @param err progress, notes and errors, UTF-8
 * @param colours whether results may be coloured, since {@code out} is a terminal
 * @param terminal whether {@code err} is a terminal, so that progress bars make sense
 */
public record Console(PrintStream out, PrintStream err, boolean colours, boolean terminal) {
    /** Streams that are terminals, set by the launcher, since Java cannot query each stream. */
    private static final String TERMINALS = System.getProperty("framewatch.terminals", "");

    public static Console ofProcess() {
        boolean plain = System.getenv("NO_COLOR") != null;
        return new Console(
                ResultStream.ofProcess(),
                new PrintStream(
                        new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                TERMINALS.contains("out") && !plain,
                TERMINALS.contains("err"));
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
