package dev.framewatch.verdict;

import dev.framewatch.verdict.TargetResult.Run;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Describes when a target is seen in a video, as in "3 s to 12 s, 97 s". */
public final class RunText {
    private static final int MAX_RUNS = 5;

    /** Frames that are closer than this are sampled more than once a second. */
    private static final double FINE_SECONDS = 0.9;

    private RunText() {}

    /** Returns runs of positive frames, the first {@value #MAX_RUNS} of many. */
    public static String of(List<Run> runs) {
        return of(runs, isFine(runs) ? 0 : 1);
    }

    private static boolean isFine(List<Run> runs) {
        double last = Double.NEGATIVE_INFINITY;
        for (Run run : runs) {
            boolean isShort = run.from() < run.to() && run.to() - run.from() < FINE_SECONDS;
            if (isShort || run.from() - last < FINE_SECONDS) {
                return true;
            }
            last = run.to();
        }
        return false;
    }

    /**
     * Returns runs of positive frames, the first {@value #MAX_RUNS} of many.
     *
     * @param every seconds between two frames; times are whole seconds unless this is less than one
     */
    public static String of(List<Run> runs, double every) {
        String text =
                runs.stream()
                        .limit(MAX_RUNS)
                        .map(run -> time(run, every))
                        .collect(Collectors.joining(", "));
        return runs.size() > MAX_RUNS
                ? text + " and %d more times".formatted(runs.size() - MAX_RUNS)
                : text;
    }

    private static String time(Run run, double every) {
        return run.from() == run.to()
                ? time(run.from(), every)
                : time(run.from(), every) + " to " + time(run.to(), every);
    }

    private static String time(double seconds, double every) {
        return String.format(Locale.ROOT, every < 1 ? "%.1f s" : "%.0f s", seconds);
    }
}
