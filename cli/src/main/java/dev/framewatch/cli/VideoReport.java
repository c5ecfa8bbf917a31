package dev.framewatch.cli;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.learn.evaluate.ConfidenceInterval;
import dev.framewatch.learn.evaluate.ConfusionMatrix;
import dev.framewatch.learn.evaluate.VideoEvaluation;
import dev.framewatch.text.PrintableLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints the metrics of an evaluation on videos. */
final class VideoReport {
    private VideoReport() {}

    static String of(VideoEvaluation figures) {
        StringBuilder text = new StringBuilder();
        ConfusionMatrix confusion = figures.confusion();
        line(text, "%s, %d positive.", Plural.of(figures.videos(), "video"), figures.positives());
        line(text, "                    match   no match");
        line(
                text,
                "  positive      %9d  %9d",
                confusion.truePositives(),
                confusion.falseNegatives());
        line(
                text,
                "  negative      %9d  %9d",
                confusion.falsePositives(),
                confusion.trueNegatives());
        ConfidenceInterval interval = figures.falseAlarmsPer1000Interval();
        if (interval != null) {
            line(
                    text,
                    "False positives: %d of %s without the target (95%% CI %.0f-%.0f%%)",
                    confusion.falsePositives(),
                    Plural.of(confusion.falsePositives() + confusion.trueNegatives(), "video"),
                    interval.low() / 10,
                    interval.high() / 10);
        }
        line(text, "Distribution of the fraction of positive frames (bins of 0.1):");
        line(text, "  positive   %s", tenths(figures.shareOfPositives()));
        line(text, "  negative   %s", tenths(figures.shareOfNegatives()));
        names(text, "Misclassified", figures.wrong());
        names(text, "Undecided", figures.undecided());
        names(text, "Unreadable", figures.unreadable());
        return text.toString();
    }

    private static String tenths(List<Integer> counts) {
        StringBuilder text = new StringBuilder();
        counts.forEach(count -> text.append(String.format(Locale.ROOT, "%5d", count)));
        return text.toString();
    }

    private static void names(StringBuilder text, String what, List<String> names) {
        if (!names.isEmpty()) {
            line(
                    text,
                    "%s: %s",
                    what,
                    names.stream().map(PrintableLine::of).collect(Collectors.joining(", ")));
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
