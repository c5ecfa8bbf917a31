package dev.framewatch.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of a target, compared by what was measured when each was made.
 *
 * @param before the description of the earlier one
 * @param after the description of the later one
 */
public record TargetComparison(TargetManifest before, TargetManifest after) {
    /** Returns why the figures cannot be compared; empty if they can. */
    public String obstacle() {
        TrainingMetrics old = before.evaluation();
        TrainingMetrics now = after.evaluation();
        if (old.accuracy() == null || now.accuracy() == null) {
            String unmeasured =
                    old.accuracy() != null
                            ? "the later one was not"
                            : now.accuracy() != null ? "the earlier one was not" : "neither was";
            return "not comparable: %s measured on held-out images".formatted(unmeasured);
        }
        return old.frames() == now.frames()
                        && old.positives() == now.positives()
                        && old.groups() == now.groups()
                ? ""
                : "not comparable: measured on different images (%s, then %s)"
                        .formatted(images(old), images(now));
    }

    private static String images(TrainingMetrics metrics) {
        return "%d of %d positive, from %d videos"
                .formatted(metrics.positives(), metrics.frames(), metrics.groups());
    }

    /**
     * Returns in which respects the later one is worse; empty if in none, or if that is not known.
     */
    public List<String> drawbacks() {
        TrainingMetrics old = before.evaluation();
        TrainingMetrics now = after.evaluation();
        List<String> drawbacks = new ArrayList<>();
        Double accuracy = now.accuracy();
        Double accuracyBefore = old.accuracy();
        if (accuracy == null && accuracyBefore == null) {
            if (now.positives() < old.positives()) {
                drawbacks.add(
                        "fewer images: %d instead of %d"
                                .formatted(now.positives(), old.positives()));
            }
        } else if (accuracy != null && accuracyBefore != null && obstacle().isEmpty()) {
            if (accuracy < accuracyBefore) {
                drawbacks.add(
                        String.format(
                                Locale.ROOT,
                                "accuracy %.1f%% instead of %.1f%%",
                                100 * accuracy,
                                100 * accuracyBefore));
            }
            addIfHigher(drawbacks, "misses", missed(old), missed(now));
            addIfHigher(drawbacks, "false alarms", falseAlarms(old), falseAlarms(now));
        }
        return List.copyOf(drawbacks);
    }

    private static @Nullable ErrorRate missed(TrainingMetrics metrics) {
        return metrics.errors() == null ? null : metrics.errors().missed();
    }

    private static @Nullable ErrorRate falseAlarms(TrainingMetrics metrics) {
        return metrics.errors() == null ? null : metrics.errors().falseAlarms();
    }

    private static void addIfHigher(
            List<String> drawbacks,
            String errors,
            @Nullable ErrorRate before,
            @Nullable ErrorRate after) {
        if (before != null && after != null && after.fraction() > before.fraction()) {
            drawbacks.add(
                    "%s in %d of %d frames instead of %d of %d"
                            .formatted(
                                    errors,
                                    after.wrong(),
                                    after.frames(),
                                    before.wrong(),
                                    before.frames()));
        }
    }
}
