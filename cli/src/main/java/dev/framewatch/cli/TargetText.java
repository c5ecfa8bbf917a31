package dev.framewatch.cli;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import java.util.Locale;

/** Describes targets for people. */
final class TargetText {
    private TargetText() {}

    /** Returns a target in one line. */
    static String row(TargetManifest manifest) {
        String unconfirmed =
                lacksConfirmation(manifest) ? "; matches are not confirmed: make it again" : "";
        return "%-20s %-7s %s%s"
                .formatted(
                        manifest.name(),
                        manifest.kind(),
                        measured(manifest.evaluation()),
                        unconfirmed);
    }

    private static boolean lacksConfirmation(TargetManifest manifest) {
        return manifest.kind() == TargetKind.FACE && manifest.confirmation() == null;
    }

    private static String measured(TrainingMetrics quality) {
        return quality.accuracy() == null
                ? unmeasured(quality)
                : String.format(
                        Locale.ROOT,
                        "accuracy %.1f%% on %d frames, AUC %.3f%s",
                        100 * quality.accuracy(),
                        quality.frames(),
                        quality.auc(),
                        quality.groups() == 0
                                ? ""
                                : " (cross-validated by source video, %d of them)"
                                        .formatted(quality.groups()));
    }

    private static String unmeasured(TrainingMetrics quality) {
        return quality.positives() == 0
                ? "imported, not measured (see evaluate)"
                : "from %s, not measured".formatted(Plural.of(quality.positives(), "photo"));
    }

    /**
     * Returns a target in several lines.
     *
     * @param terms its owner, purpose and expiry, as they follow other text
     */
    static String of(TargetManifest manifest, String terms) {
        StringBuilder text = new StringBuilder();
        line(text, "%s%s", manifest.name(), terms);
        line(text, "  kind        %s", manifest.kind());
        line(text, "  quality     %s", measured(manifest.evaluation()));
        ThresholdCurve thresholds = manifest.thresholds();
        line(
                text,
                "  thresholds  %.3f chosen in training, %.3f balanced, %.3f strict (watch, alerts)",
                thresholds.chosen(),
                thresholds.balanced(),
                manifest.threshold(new Threshold.Strict()));
        line(text, "  confirmed   %s", confirmed(manifest));
        manifest.errorStatements().forEach(statement -> line(text, "%s", statement));
        return text.toString();
    }

    private static String confirmed(TargetManifest manifest) {
        Confirmation confirmation = manifest.confirmation();
        if (confirmation == null) {
            return lacksConfirmation(manifest) ? "not at all: make it again" : "not of this kind";
        }
        return "by %s of the person; rejected: %s"
                .formatted(
                        Plural.of(confirmation.references().size(), "face"),
                        Plural.of(confirmation.rejected().size(), "face"));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
