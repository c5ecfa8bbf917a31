package dev.framewatch.cli.sheet;

import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.TargetResult.Run;
import dev.framewatch.verdict.VideoResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Describes the result of a target for a video. */
public final class ResultText {
    private static final int MAX_RUNS = 5;

    private ResultText() {}

    /** Returns how much of a video is positive. */
    public static String figures(TargetResult target) {
        return String.format(
                Locale.ROOT,
                "%d of %d frames (%.0f%%), longest run %.0f s, threshold %.2f",
                target.positives(),
                target.frames().size(),
                100 * target.share(),
                target.longestSeconds(),
                target.threshold());
    }

    /**
     * Returns when a target is seen in a video, as in "3 s to 12 s, 97 s"; empty if it is not seen,
     * or if the video is a single image.
     */
    public static String times(TargetResult target, VideoResult video) {
        return target.frames().size() < 2 ? "" : times(target.runs(video.every()), video.every());
    }

    /**
     * Returns runs of positive frames, the first {@value #MAX_RUNS} of many.
     *
     * @param every seconds between two frames; times are whole seconds unless this is less than one
     */
    public static String times(List<Run> runs, double every) {
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
