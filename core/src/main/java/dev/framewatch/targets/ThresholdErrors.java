package dev.framewatch.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a threshold costs, in the words and numbers that people need to choose one.
 *
 * @param threshold the score at or above which a frame is positive, 0 to 1
 * @param falseAlarms frames at or above it among those of videos that never show the target; null
 *     if there was no such video
 * @param missed frames below it among those that show the target; null if there were none
 */
public record ThresholdErrors(
        double threshold, @Nullable ErrorRate falseAlarms, @Nullable ErrorRate missed) {
    public ThresholdErrors {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold: " + threshold);
        }
    }

    /**
     * Returns a sentence for each threshold.
     *
     * @param chosen the errors at the threshold in use; null if they are not known
     * @param strict the errors at the strict threshold; null if they are not known
     */
    public static List<String> statements(
            @Nullable ThresholdErrors chosen, @Nullable ThresholdErrors strict) {
        List<String> statements = new ArrayList<>();
        boolean same = chosen != null && strict != null && chosen.threshold == strict.threshold;
        if (chosen != null) {
            statements.add(
                    chosen.statement(
                            same
                                    ? "At threshold %.3f, also that of a watch"
                                    : "At threshold %.3f"));
        }
        if (strict != null && !same) {
            statements.add(
                    strict.statement("At threshold %.3f, the strict one, which a watch uses"));
        }
        return List.copyOf(statements);
    }

    private String statement(String heading) {
        return String.format(Locale.ROOT, heading, threshold)
                + ": "
                + falseAlarmsText()
                + "; "
                + missedText()
                + ".";
    }

    private String falseAlarmsText() {
        return falseAlarms == null
                ? "false alarms are unknown, since every video shows the target"
                : String.format(
                        Locale.ROOT,
                        "false alarms in %,d of %,d frames from %s without the target (95%%"
                                + " CI %s-%s per 1,000 frames), in %,d of these videos",
                        falseAlarms.wrong(),
                        falseAlarms.frames(),
                        falseAlarms.videosText(),
                        perThousand(falseAlarms.low()),
                        perThousand(falseAlarms.high()),
                        falseAlarms.wrongVideos());
    }

    private String missedText() {
        return missed == null
                ? "misses are unknown, since no frame shows the target"
                : String.format(
                        Locale.ROOT,
                        "missed %,d of %,d frames with the target, from %s (95%% CI"
                                + " %.1f-%.1f%%)",
                        missed.wrong(),
                        missed.frames(),
                        missed.videosText(),
                        100 * missed.low(),
                        100 * missed.high());
    }

    /** Returns tenths only below 10, where they matter. */
    private static String perThousand(double fraction) {
        double value = 1000 * fraction;
        return String.format(Locale.ROOT, value == 0 || value >= 9.95 ? "%.0f" : "%.1f", value);
    }
}
