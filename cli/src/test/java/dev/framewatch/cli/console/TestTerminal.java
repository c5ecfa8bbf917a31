package dev.framewatch.cli.console;

import java.util.Map;

/** Terminals of three widths, with and without colours, and one that cannot move its cursor. */
public enum TestTerminal {
    COLOURED_40(40, Kind.COLOURED),
    PLAIN_40(40, Kind.PLAIN),
    COLOURED_80(80, Kind.COLOURED),
    PLAIN_80(80, Kind.PLAIN),
    DUMB_80(80, Kind.DUMB),
    COLOURED_160(160, Kind.COLOURED),
    PLAIN_160(160, Kind.PLAIN);

    private enum Kind {
        COLOURED,
        PLAIN,
        DUMB
    }

    private final int columns;
    private final Kind kind;

    TestTerminal(int columns, Kind kind) {
        this.columns = columns;
        this.kind = kind;
    }

    /** Returns its screen, which is still empty. */
    public TerminalScreen screen() {
        return new TerminalScreen(columns);
    }

    /** Returns a console on its screen. */
    public Console console(TerminalScreen screen) {
        return screen.console(
                switch (kind) {
                    case COLOURED -> Map.of("TERM", "xterm");
                    case PLAIN -> Map.of("TERM", "xterm", "NO_COLOR", "1");
                    case DUMB -> Map.of("TERM", "dumb");
                });
    }

    /** Returns whether it shows colours. */
    public boolean isColoured() {
        return kind == Kind.COLOURED;
    }

    /** Returns whether a line on it cannot be erased. */
    public boolean isDumb() {
        return kind == Kind.DUMB;
    }
}
