package dev.framewatch.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command talks: results on {@code out}, everything for people on {@code err}.
 *
 * @param out results, UTF-8
 * @param err progress, notes and errors, UTF-8
 * @param terminal true when a person watches, so that progress bars and colours make sense
 */
public record Console(PrintStream out, PrintStream err, boolean terminal) {

    static Console ofProcess() {
        java.io.Console console = System.console();
        boolean terminal =
                console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), terminal);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** A note for people. */
    public void note(String text) {
        err.println(text);
    }
}
