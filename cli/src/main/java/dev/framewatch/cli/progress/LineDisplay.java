package dev.framewatch.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line when a task begins, now and then while it goes on, and when it has ended; for logs
 * and terminals that cannot erase a line.
 */
final class LineDisplay implements Display {
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    private final PrintStream err;
    private Duration printedAt = Duration.ZERO;
    private @Nullable Step printed;

    LineDisplay(PrintStream err) {
        this.err = err;
    }

    @Override
    public void began(Step step) {
        printedAt = Duration.ZERO;
        if (step.lasting()) {
            err.println(step.name() + " ...");
            if (step.share() > 0) {
                printDetail(step);
            }
        }
    }

    @Override
    public void goesOn(Step step, Duration elapsed) {
        if (elapsed.minus(printedAt).compareTo(interval(elapsed)) < 0) {
            return;
        }
        printedAt = elapsed;
        printed = step;
        String state =
                Stream.of(
                                step.detail(),
                                step.counted(),
                                step.share() > 0
                                        ? ProgressText.left(step.share(), elapsed)
                                        : "for " + ProgressText.took(elapsed))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
        err.println((step.lasting() ? "  " : step.name() + ": ") + state);
    }

    /** A task of an hour need not fill a log. */
    private static Duration interval(Duration elapsed) {
        Duration tenth = elapsed.dividedBy(10);
        if (tenth.compareTo(SHORTEST_INTERVAL) < 0) {
            return SHORTEST_INTERVAL;
        }
        return tenth.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : tenth;
    }

    @Override
    public void ended(Step step, Duration took) {
        if (step.lasting()) {
            if (!step.equals(printed)) {
                printDetail(step);
            }
            err.printf("  %s %s%n", step.end(), ProgressText.took(took));
        }
    }

    private void printDetail(Step step) {
        if (!step.detail().isEmpty()) {
            err.println("  " + step.detail());
            printed = step;
        }
    }
}
