package dev.framewatch.cli.console;

/** Ends a command of which nobody reads the results any more. */
public final class ReaderGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReaderGoneException() {
        super("nobody reads the results");
    }
}
