package dev.framewatch.cli;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.targets.ErrorRate;
import dev.framewatch.targets.TargetComparison;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.ThresholdErrors;
import dev.framewatch.targets.TrainingMetrics;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Two versions of a target side by side, for people, within 80 columns. */
final class ComparisonText {
    private final TargetComparison comparison;
    private final String left;
    private final String right;

    /**
     * @param left names the earlier version
     * @param right names the later one
     */
    ComparisonText(TargetComparison comparison, String left, String right) {
        this.comparison = comparison;
        this.left = left;
        this.right = right;
    }

    /** Returns whether both columns hold the same figures. */
    boolean isUnchanged() {
        return rows(comparison.before()).equals(rows(comparison.after()));
    }

    /** Returns the table, and below it whether it can be compared, and what is worse. */
    String table() {
        StringBuilder text = new StringBuilder();
        line(text, comparison.after().name(), left, right);
        List<Row> before = rows(comparison.before());
        List<Row> after = rows(comparison.after());
        for (int i = 0; i < before.size(); i++) {
            line(text, "  " + before.get(i).label, before.get(i).value, after.get(i).value);
        }
        if (!comparison.obstacle().isEmpty()) {
            text.append("  ").append(comparison.obstacle()).append('\n');
        }
        if (!comparison.drawbacks().isEmpty()) {
            text.append("  worse: ").append(String.join("; ", comparison.drawbacks())).append('\n');
        }
        return text.toString();
    }

    private record Row(String label, String value) {}

    private static List<Row> rows(TargetManifest manifest) {
        TrainingMetrics metrics = manifest.evaluation();
        ThresholdErrors errors = metrics.errors();
        return List.of(
                new Row("made from", images(metrics)),
                new Row("accuracy", accuracy(metrics)),
                new Row("missed", count(errors == null ? null : errors.missed())),
                new Row("false alarms", count(errors == null ? null : errors.falseAlarms())),
                new Row(
                        "threshold",
                        String.format(Locale.ROOT, "%.3f", manifest.thresholds().chosen())));
    }

    private static String images(TrainingMetrics metrics) {
        return metrics.positives() == 0
                ? "imported"
                : metrics.accuracy() == null
                        ? Plural.of(metrics.positives(), "image")
                        : "%s of %s"
                                .formatted(
                                        Plural.of(metrics.frames(), "frame"),
                                        Plural.of(metrics.groups(), "video"));
    }

    private static String accuracy(TrainingMetrics metrics) {
        Double accuracy = metrics.accuracy();
        Double low = metrics.accuracyLow();
        Double high = metrics.accuracyHigh();
        if (accuracy == null) {
            return "not measured";
        }
        String value = String.format(Locale.ROOT, "%.1f%%", 100 * accuracy);
        return low == null || high == null
                ? value
                : value
                        + String.format(
                                Locale.ROOT, " (95%% CI %.1f-%.1f%%)", 100 * low, 100 * high);
    }

    private static String count(@Nullable ErrorRate rate) {
        return rate == null
                ? "not measured"
                : "%,d of %s".formatted(rate.wrong(), Plural.of(rate.frames(), "frame"));
    }

    private static void line(StringBuilder text, String label, String left, String right) {
        text.append("%-15s  %-27s  %s".formatted(label, left, right).stripTrailing()).append('\n');
    }
}
