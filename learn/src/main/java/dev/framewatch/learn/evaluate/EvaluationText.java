package dev.framewatch.learn.evaluate;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The figures of an evaluation in words, each with its split, its count and its interval. */
public final class EvaluationText {
    private EvaluationText() {}

    /** Several lines; what was not measured is left out. */
    public static String of(Evaluation figures) {
        StringBuilder text = new StringBuilder();
        Integer groups = figures.groups();
        if ("frames".equals(figures.split())) {
            line(
                    text,
                    "Checked on single frames held back, which leaks: frames of one video are on"
                        + " both sides, so these figures say how well it remembers, not how well it"
                        + " recognises. %d frames (%d positive).",
                    figures.frames(),
                    figures.positives());
        } else if (groups != null) {
            line(
                    text,
                    "Checked on videos held back: %d frames (%d positive) from %d source videos.",
                    figures.frames(),
                    figures.positives(),
                    groups);
        } else {
            line(text, "%d frames, %d positive.", figures.frames(), figures.positives());
        }
        line(
                text,
                "  accuracy  %5.1f %%   %s, at threshold %.3f",
                100 * figures.accuracy(),
                percent(figures.accuracyInterval()),
                figures.threshold());
        Double auc = figures.auc();
        if (auc != null) {
            line(text, "  AUC       %5.3f     %s", auc, plain(figures.aucInterval()));
        }
        line(text, "  Brier     %5.3f", figures.brier());
        misses(text, figures.fnmrAtFmr());
        confusion(text, figures.confusion());
        Double leaky = figures.leakyAccuracy();
        if (leaky != null && !"frames".equals(figures.split())) {
            line(
                    text,
                    "A random split of frames would have claimed %.1f %%: it puts frames of one"
                            + " video on both sides, so it measures memory, not recognition.",
                    100 * leaky);
        }
        surprises(text, figures);
        return text.toString();
    }

    private static void misses(StringBuilder text, Map<String, @Nullable Double> fnmrAtFmr) {
        fnmrAtFmr.forEach((rate, missed) -> {
            double share = Double.parseDouble(rate);
            if (missed == null) {
                line(
                        text,
                        "  with at most %.1f %% false frames: too few negatives to say",
                        100 * share);
            } else {
                line(
                        text,
                        "  with at most %.1f %% false frames, %.1f %% of the positives are missed",
                        100 * share,
                        100 * missed);
            }
        });
    }

    private static void confusion(StringBuilder text, ConfusionMatrix confusion) {
        line(text, "                called positive  called negative");
        line(
                text,
                "  is positive   %15d  %15d",
                confusion.truePositives(),
                confusion.falseNegatives());
        line(
                text,
                "  is negative   %15d  %15d",
                confusion.falsePositives(),
                confusion.trueNegatives());
    }

    private static void surprises(StringBuilder text, Evaluation figures) {
        if (figures.worst().isEmpty()) {
            return;
        }
        line(text, "The most surprising labels; look whether they are right:");
        figures.worst()
                .forEach(surprise ->
                        line(
                                text,
                                "  %-24s labelled %d, score %.3f",
                                surprise.image(),
                                surprise.label(),
                                surprise.score()));
    }

    private static String percent(ConfidenceInterval interval) {
        return String.format(
                Locale.ROOT, "(95 %%: %.1f to %.1f)", 100 * interval.low(), 100 * interval.high());
    }

    private static String plain(@Nullable ConfidenceInterval interval) {
        ConfidenceInterval known = Objects.requireNonNull(interval, "comes with the figure");
        return String.format(Locale.ROOT, "(95 %%: %.3f to %.3f)", known.low(), known.high());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
