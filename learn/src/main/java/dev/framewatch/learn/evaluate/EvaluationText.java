package dev.framewatch.learn.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Formats the metrics of an evaluation, each with its split, count and confidence interval. */
public final class EvaluationText {
    private EvaluationText() {}

    /** Returns several lines, in which the classes are called 0 and 1. */
    public static String of(Evaluation figures) {
        return of(figures, List.of("0", "1"));
    }

    /**
     * Returns several lines; metrics that were not measured are omitted.
     *
     * @param classes the names of the negative and the positive class
     */
    public static String of(Evaluation figures, List<String> classes) {
        StringBuilder text = new StringBuilder();
        Integer groups = figures.groups();
        if ("frames".equals(figures.split())) {
            line(
                    text,
                    "Frame-level split, which leaks: frames of one video are in both the training"
                        + " and the test set, so these figures are too optimistic. %d frames (%d"
                        + " positive).",
                    figures.frames(),
                    figures.positives());
        } else if (groups != null) {
            line(
                    text,
                    "Held-out evaluation, cross-validated by source video: %d frames (%d"
                            + " positive) from %d source videos.",
                    figures.frames(),
                    figures.positives(),
                    groups);
        } else {
            line(text, "%d frames, %d positive.", figures.frames(), figures.positives());
        }
        line(
                text,
                "  accuracy  %5.1f%%   %s, at threshold %.3f",
                100 * figures.accuracy(),
                figures.accuracyInterval().percent(),
                figures.threshold());
        Double auc = figures.auc();
        if (auc != null) {
            line(text, "  AUC        %5.3f   %s", auc, plain(figures.aucInterval()));
        }
        line(text, "  Brier      %5.3f", figures.brier());
        misses(text, figures.fnmrAtFmr());
        confusion(text, figures.confusion());
        unclear(text, figures);
        figures.statements().forEach(statement -> line(text, "%s", statement));
        lookAlikes(text, figures);
        Double leaky = figures.leakyAccuracy();
        if (leaky != null && !"frames".equals(figures.split())) {
            line(
                    text,
                    "A random frame-level split would report %.1f%%, but it leaks frames of the"
                            + " same video into the test set.",
                    100 * leaky);
        }
        labelErrors(text, figures, classes);
        return text.toString();
    }

    private static void misses(StringBuilder text, Map<String, @Nullable Double> fnmrAtFmr) {
        fnmrAtFmr.forEach((rate, missed) -> {
            double share = Double.parseDouble(rate);
            if (missed == null) {
                line(
                        text,
                        "  at a false-positive rate of %.1f%%: too few negatives to measure",
                        100 * share);
            } else {
                line(
                        text,
                        "  at a false-positive rate of %.1f%%, %.1f%% of the positives are missed",
                        100 * share,
                        100 * missed);
            }
        });
    }

    private static void confusion(StringBuilder text, ConfusionMatrix confusion) {
        line(text, "             predicted positive  predicted negative");
        line(
                text,
                "  positive   %18d  %18d",
                confusion.truePositives(),
                confusion.falseNegatives());
        line(
                text,
                "  negative   %18d  %18d",
                confusion.falsePositives(),
                confusion.trueNegatives());
    }

    private static void unclear(StringBuilder text, Evaluation figures) {
        UnclearImages unclear = figures.unclear();
        if (unclear != null) {
            line(
                    text,
                    "Cannot tell in %d frames (%.1f%%; %d positive): a face is not seen well"
                            + " enough.",
                    unclear.frames(),
                    100.0 * unclear.frames() / figures.frames(),
                    unclear.positives());
            line(
                    text,
                    "  accuracy in the other %d: %.1f%%   %s",
                    figures.frames() - unclear.frames(),
                    100 * unclear.decidedAccuracy(),
                    unclear.decidedAccuracyInterval().percent());
        }
    }

    private static void lookAlikes(StringBuilder text, Evaluation figures) {
        Integer shown = figures.lookAlikeGroups();
        Integer given = figures.groups();
        if (shown == null || given == null) {
            return;
        }
        line(
                text,
                "WARNING: images of different Groups look alike: by the pictures there are %d"
                        + " source videos, not %d.",
                shown,
                given);
        Double accuracy = figures.lookAlikeAccuracy();
        if (accuracy == null) {
            line(text, "  These are too few to hold any out; correct the Group column.");
        } else {
            line(
                    text,
                    "  Held out by these, the accuracy is %.1f%%, not %.1f%%; correct the Group"
                            + " column.",
                    100 * accuracy,
                    100 * figures.accuracy());
        }
    }

    private static void labelErrors(StringBuilder text, Evaluation figures, List<String> classes) {
        if (figures.worst().isEmpty()) {
            return;
        }
        line(text, "Labels most likely to be wrong (please check):");
        figures.worst()
                .forEach(error ->
                        line(
                                text,
                                "  %-24s labelled %s, score %.3f",
                                error.image(),
                                classes.get(error.label()),
                                error.score()));
    }

    private static String plain(@Nullable ConfidenceInterval interval) {
        ConfidenceInterval known = Objects.requireNonNull(interval, "comes with the figure");
        return String.format(Locale.ROOT, "(95%% CI %.3f-%.3f)", known.low(), known.high());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
