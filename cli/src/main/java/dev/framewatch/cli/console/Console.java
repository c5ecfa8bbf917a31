package dev.framewatch.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command talks: results on {@code out}, everything for people on {@code err}.
 *
 * @param out results, UTF-8
 * @param err progress, notes and errors, UTF-8
 * @param colours true when a person reads the results, so that they may be coloured
 * @param terminal true when a person reads the notes, so that progress bars make sense
 */
public record Console(PrintStream out, PrintStream err, boolean colours, boolean terminal) {
    /**
     * The launcher names the terminals among the streams here, since Java cannot ask about each.
     */
    private static final String TERMINALS = System.getProperty("framewatch.terminals", "");

    public static Console ofProcess() {
        boolean plain = System.getenv("NO_COLOR") != null;
        return new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                TERMINALS.contains("out") && !plain,
                TERMINALS.contains("err"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** A note for people. */
    public void note(String text) {
        err.println(text);
    }
}
