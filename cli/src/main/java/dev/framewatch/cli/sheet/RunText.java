package dev.framewatch.cli.sheet;

import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.TargetResult.Run;
import dev.framewatch.verdict.VideoResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says when a target is seen: "3 s to 12 s, 97 s". */
public final class RunText {
    private static final int MAX_RUNS = 5;

    private RunText() {}

    /**
     * Returns when a target is seen in a video, the first runs if there are many; empty if it is
     * not seen, or if the video is a single image.
     */
    public static String of(TargetResult target, VideoResult video) {
        if (target.frames().size() < 2) {
            return "";
        }
        List<Run> runs = target.runs(video.every());
        String text =
                runs.stream()
                        .limit(MAX_RUNS)
                        .map(run -> run(run, video.every()))
                        .collect(Collectors.joining(", "));
        return runs.size() > MAX_RUNS
                ? text + " and %d more times".formatted(runs.size() - MAX_RUNS)
                : text;
    }

    private static String run(Run run, double every) {
        return run.from() == run.to()
                ? time(run.from(), every)
                : time(run.from(), every) + " to " + time(run.to(), every);
    }

    /** Whole seconds, unless frames are closer to each other. */
    private static String time(double seconds, double every) {
        return String.format(Locale.ROOT, every < 1 ? "%.1f s" : "%.0f s", seconds);
    }
}
