package dev.framewatch.cli.progress;

import dev.framewatch.cli.console.Columns;
import dev.framewatch.cli.console.StatusLine;
import java.io.PrintStream;
import java.time.Duration;

/** Shows the current task on the status line of a terminal; ended ones become ordinary lines. */
final class StatusDisplay implements Display {
    private static final Duration REFRESH = Duration.ofMillis(100);
    private static final int LONGEST_BAR = 24;
    private static final int SHORTEST_BAR = 8;

    /** Shortest part of a file name that tells anything. */
    private static final int SHORTEST_DETAIL = 10;

    private final StatusLine line;
    private final PrintStream err;
    private Duration drawnAt = Duration.ZERO;

    /**
     * @param err prints above the line
     */
    StatusDisplay(StatusLine line, PrintStream err) {
        this.line = line;
        this.err = err;
    }

    @Override
    public void began(Step step) {
        drawnAt = Duration.ZERO;
        line.show(text(step, Duration.ZERO, line.width()));
    }

    @Override
    public void goesOn(Step step, Duration elapsed) {
        if (elapsed.minus(drawnAt).compareTo(REFRESH) >= 0) {
            drawnAt = elapsed;
            line.show(text(step, elapsed, line.width()));
        }
    }

    @Override
    public void ended(Step step, Duration took) {
        line.clear();
        if (step.lasting()) {
            String detail = step.detail().isEmpty() ? "" : " (%s)".formatted(step.detail());
            err.printf("%s: %s %s%s%n", step.name(), step.end(), ProgressText.took(took), detail);
        }
    }

    /**
     * Returns the state of a task on one line: what is counted and, as far as there is room, the
     * name, the time left, a bar, and what it is busy with.
     *
     * @param width maximum number of columns
     */
    static String text(Step step, Duration elapsed, int width) {
        String left = ProgressText.left(step.share(), elapsed);
        String state = step.counted();
        if (state.isEmpty()) {
            state = ProgressText.took(elapsed);
        } else if (!left.isEmpty()
                && Columns.of(step.name()) + state.length() + left.length() + 4 <= width) {
            state += ", " + left;
        }
        String text = Columns.start(step.name(), width - state.length() - 2) + "  " + state;
        int room = width - Columns.of(text) - 2;
        if (step.share() >= 0 && room >= SHORTEST_BAR) {
            boolean both = !step.detail().isEmpty() && room >= LONGEST_BAR + SHORTEST_DETAIL + 2;
            int bar = Math.min(LONGEST_BAR, room);
            if (both || step.detail().isEmpty()) {
                text = bar(step.share(), bar) + "  " + text;
                room -= bar + 2;
            }
        }
        if (!step.detail().isEmpty() && room >= SHORTEST_DETAIL) {
            text += "  " + Columns.end(step.detail(), room);
        }
        return Columns.start(text, width);
    }

    private static String bar(double share, int length) {
        int done = (int) Math.round(share * (length - 2));
        return "[" + "#".repeat(done) + ".".repeat(length - 2 - done) + "]";
    }
}
