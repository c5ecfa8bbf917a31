package dev.framewatch.verdict;

import java.util.ArrayList;
import java.util.List;

/** Measures runs of consecutive positive frames. */
final class PositiveRuns {
    /** In sampling steps: a longer gap between frames counts as not analysed and ends a run. */
    private static final double MAX_STEP_INTERVALS = 1.9;

    private PositiveRuns() {}

    static int positives(List<FrameScore> frames) {
        return (int) frames.stream().filter(FrameScore::positive).count();
    }

    /** Returns all runs, in order of time. */
    static List<TargetResult.Run> all(List<FrameScore> frames, double every) {
        List<TargetResult.Run> runs = new ArrayList<>();
        double first = -1;
        for (int i = 0; i < frames.size(); i++) {
            if (!frames.get(i).positive()) {
                continue;
            }
            boolean continues = i > 0 && frames.get(i - 1).positive() && !isGap(frames, i, every);
            if (continues) {
                runs.removeLast();
            } else {
                first = frames.get(i).seconds();
            }
            runs.add(new TargetResult.Run(first, frames.get(i).seconds()));
        }
        return runs;
    }

    /**
     * Returns the seconds from the first to the last frame of the longest run of positive frames,
     * or 0.
     */
    static double longest(List<FrameScore> frames, double every) {
        double longest = 0;
        int first = -1;
        for (int i = 0; i < frames.size(); i++) {
            FrameScore frame = frames.get(i);
            if (!frame.positive()) {
                first = -1;
                continue;
            }
            if (first < 0 || isGap(frames, i, every)) {
                first = i;
            }
            longest = Math.max(longest, frame.seconds() - frames.get(first).seconds());
        }
        return longest;
    }

    /**
     * Returns the earliest time of a run that may continue after the last frame: its start, or that
     * frame's time.
     */
    static double openSince(List<FrameScore> frames, double every) {
        if (frames.isEmpty()) {
            return 0;
        }
        int last = frames.size() - 1;
        if (!frames.get(last).positive()) {
            return frames.get(last).seconds();
        }
        int first = last;
        while (first > 0 && frames.get(first - 1).positive() && !isGap(frames, first, every)) {
            first--;
        }
        return frames.get(first).seconds();
    }

    private static boolean isGap(List<FrameScore> frames, int i, double every) {
        return frames.get(i).seconds() - frames.get(i - 1).seconds() > MAX_STEP_INTERVALS * every;
    }
}
