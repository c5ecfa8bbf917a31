package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Json;
import dev.framewatch.learn.api.ArtworkJson;
import dev.framewatch.learn.api.TrainingJson;
import dev.framewatch.learn.evaluate.ClassConfusion;
import dev.framewatch.learn.evaluate.ClassConfusion.OneClass;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationText;
import dev.framewatch.learn.service.TrainingService.Trained;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.targets.ErrorRate;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetService;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the result of a training run, as text or as one JSON object per target. */
final class TrainingText {
    private final Console console;
    private final TargetService targets;
    private final boolean json;

    TrainingText(Console console, TargetService targets, boolean json) {
        this.console = console;
        this.targets = targets;
        this.json = json;
    }

    /** Prints every target and, if there are several, how they differ. */
    void print(List<Trained> all) {
        List<Trained.Learned> heads =
                all.stream()
                        .filter(Trained.Learned.class::isInstance)
                        .map(Trained.Learned.class::cast)
                        .toList();
        ClassConfusion byClass = heads.size() < 2 ? null : byClass(heads);
        for (Trained trained : all) {
            if (all.size() > 1 && !json) {
                console.out().println(trained.name());
            }
            switch (trained) {
                case Trained.Learned learned -> print(learned, byClass);
                case Trained.Artwork artwork -> print(artwork);
            }
        }
        if (byClass != null && !json) {
            console.out().print(summary(heads) + byClass.text());
        }
    }

    private ClassConfusion byClass(List<Trained.Learned> heads) {
        return ClassConfusion.of(
                heads.stream()
                        .map(one ->
                                new OneClass(
                                        classes(one).getLast(),
                                        one.evaluation().threshold(),
                                        one.head().scored()))
                        .toList());
    }

    /** Returns the names of the negative and the positive class. */
    private List<String> classes(Trained trained) {
        return targets.info(trained.name()).labels();
    }

    private static String summary(List<Trained.Learned> heads) {
        int width = heads.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder("All targets, on held-out images:\n");
        row(text, width, "target", "accuracy", "AUC", "false alarms", "missed");
        for (Trained.Learned one : heads) {
            Evaluation figures = one.evaluation();
            Double auc = figures.auc();
            row(
                    text,
                    width,
                    one.name(),
                    String.format(
                            Locale.ROOT,
                            "%.1f%% %s",
                            100 * figures.accuracy(),
                            figures.accuracyInterval().percent()),
                    auc == null ? "-" : String.format(Locale.ROOT, "%.3f", auc),
                    count(figures.errors().falseAlarms()),
                    count(figures.errors().missed()));
        }
        return text.toString();
    }

    private static void row(
            StringBuilder text,
            int width,
            String name,
            String accuracy,
            String auc,
            String falseAlarms,
            String missed) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(Math.max(0, width - name.length())))
                .append("  %-27s  %-5s  %-18s  %s".formatted(accuracy, auc, falseAlarms, missed))
                .append('\n');
    }

    private static String count(@Nullable ErrorRate rate) {
        return rate == null ? "-" : "%d of %d".formatted(rate.wrong(), rate.frames());
    }

    private void print(Trained.Learned learned, @Nullable ClassConfusion byClass) {
        if (learned.report() != null) {
            console.note("Wrote the report to " + learned.report());
        }
        if (json) {
            console.out()
                    .println(
                            Json.line(
                                    TrainingJson.of(
                                            learned.name(),
                                            learned.head(),
                                            learned.evaluation(),
                                            byClass)));
        } else {
            console.out().print(EvaluationText.of(learned.evaluation(), classes(learned)));
        }
        if (!learned.head().aucs().isEmpty()) {
            console.note(bestKind(learned.head()));
        }
        console.note("Saved target '%s' to %s".formatted(learned.name(), learned.file()));
    }

    private static String bestKind(TrainedHead head) {
        String carrier =
                switch (head.kind()) {
                    case FACE -> "The target uses faces only";
                    case SCENE -> "The target uses scene features only";
                    case AUTO -> "The target uses both faces and scene features";
                    case ARTWORK -> "The target uses artwork only";
                };
        return String.format(
                Locale.ROOT,
                "%s (AUC of faces %.3f, scene %.3f, both %.3f).",
                carrier,
                head.aucs().get(TargetKind.FACE),
                head.aucs().get(TargetKind.SCENE),
                head.aucs().get(TargetKind.AUTO));
    }

    private void print(Trained.Artwork artwork) {
        if (json) {
            console.out()
                    .println(
                            Json.line(
                                    ArtworkJson.of(
                                            artwork.name(),
                                            artwork.references(),
                                            artwork.warnings(),
                                            artwork.file().toString(),
                                            artwork.evaluation())));
        }
        console.note(
                "Saved target '%s' (reference images: %d) to %s"
                        .formatted(artwork.name(), artwork.references(), artwork.file()));
        if (artwork.evaluation() != null && !json) {
            console.out().print(EvaluationText.of(artwork.evaluation(), classes(artwork)));
        }
    }
}
