package dev.framewatch.cli.console;

import java.util.Map;

/**
 * Which streams of the process are terminals, and what these can do.
 *
 * @param out whether standard output is one
 * @param err whether standard error is one
 * @param dumb whether they cannot move the cursor
 * @param plain whether the user wants no colours; see https://no-color.org
 */
record Terminals(boolean out, boolean err, boolean dumb, boolean plain) {
    /** Set by the launcher, since Java cannot query each stream. */
    private static final String PROPERTY = "framewatch.terminals";

    static Terminals ofProcess() {
        return of(System.getProperty(PROPERTY, ""), System.getenv());
    }

    /**
     * @param streams names those that are terminals: {@code out}, {@code err}
     */
    static Terminals of(String streams, Map<String, String> environment) {
        return new Terminals(
                streams.contains("out"),
                streams.contains("err"),
                environment.getOrDefault("TERM", "dumb").equals("dumb"),
                !environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** Returns whether results may be coloured. */
    boolean coloursResults() {
        return out && !dumb && !plain;
    }
}
