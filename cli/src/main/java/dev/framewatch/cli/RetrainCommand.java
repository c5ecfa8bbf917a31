package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.Json;
import dev.framewatch.cli.console.Plural;
import dev.framewatch.cli.desk.DeskContext;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.governance.GovernanceChange;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.error.ServiceException;
import dev.framewatch.learn.correct.HeldOutComparison;
import dev.framewatch.learn.correct.HeldOutComparison.MeanErrorRate;
import dev.framewatch.learn.evaluate.ConfidenceInterval;
import dev.framewatch.learn.service.RetrainingService;
import dev.framewatch.learn.service.RetrainingService.Answer;
import dev.framewatch.learn.service.RetrainingService.Retrained;
import dev.framewatch.learn.service.TrainingService;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch targets retrain}: makes targets again with the answers of reviews. */
@Command(
        name = "retrain",
        description =
                "Make targets again with the answers of reviews. Old and new are compared on videos"
                    + " that neither learned from; the new one is taken only if it is clearly"
                    + " better in one respect and worse in none, and the old one stays a version.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done, whether or not a target was replaced", "2:error"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch targets retrain                  all that have answers, for cron",
            "  framewatch targets retrain trump",
            "  framewatch targets restore trump            back to the version before"
        })
final class RetrainCommand implements Callable<Integer> {
    private final Framewatch framewatch;
    private final TargetLedger ledger;
    private final DeskContext desk;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Target names (default: all with answers).")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print JSON Lines: one object per target.")
    private boolean json;

    RetrainCommand(Framewatch framewatch, TargetLedger ledger, DeskContext desk) {
        this.framewatch = framewatch;
        this.ledger = ledger;
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = framewatch.console();
        Map<String, List<Answer>> answers = answers();
        if (answers.isEmpty()) {
            console.note("No sightings have been reviewed yet. To do so: framewatch review");
            return 0;
        }
        RetrainingService service =
                new RetrainingService(
                        framewatch.targets(),
                        framewatch.models(),
                        new TrainingService(
                                framewatch.home(), framewatch.models(), framewatch.reportWriter()));
        int status = 0;
        for (Map.Entry<String, List<Answer>> one : answers.entrySet()) {
            try {
                Retrained retrained;
                try (ScreenProgress progress = ScreenProgress.on(console)) {
                    retrained = service.retrain(one.getKey(), one.getValue(), progress);
                }
                record(retrained, one.getValue().size());
                print(retrained);
            } catch (ServiceException e) {
                console.note("%s: %s".formatted(one.getKey(), e.getMessage()));
                status = names.isEmpty() ? status : 2;
            }
        }
        return status;
    }

    /** Returns the answers about the targets that were named, or that have any. */
    private Map<String, List<Answer>> answers() throws IOException {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        List<String> wanted = names.isEmpty() ? framewatch.targets().names() : names;
        if (!desk.exists()) {
            return answers;
        }
        try (DeskServices services = desk.open()) {
            for (String name : wanted) {
                List<Answer> own =
                        services.reviews().frames(name).stream()
                                .map(frame ->
                                        new Answer(
                                                frame.name(),
                                                frame.picture(),
                                                frame.positive(),
                                                frame.clusterId()))
                                .toList();
                if (!own.isEmpty() || !names.isEmpty()) {
                    answers.put(name, own);
                }
            }
        }
        return answers;
    }

    private void record(Retrained retrained, int answers) throws IOException {
        if (retrained.isTaken()) {
            ledger.recordCreation(
                    AuditAction.TRAINED,
                    List.of(new TargetLedger.NewTarget(retrained.name(), retrained.file())),
                    GovernanceChange.NONE,
                    Map.of("reviewedFrames", answers));
        }
    }

    /** A line of {@code targets retrain --json}. */
    private record Line(String target, boolean taken, Rates falseFrames, Rates missedFrames) {}

    /** An error rate on held-out videos, before and after; null without videos. */
    private record Rates(
            int frames,
            int videos,
            @Nullable Double before,
            @Nullable ConfidenceInterval beforeInterval,
            @Nullable Double after,
            @Nullable ConfidenceInterval afterInterval) {
        static Rates of(MeanErrorRate before, MeanErrorRate after) {
            return before.videos() == 0
                    ? new Rates(0, 0, null, null, null, null)
                    : new Rates(
                            before.frames(),
                            before.videos(),
                            before.rate(),
                            before.interval(),
                            after.rate(),
                            after.interval());
        }
    }

    private void print(Retrained retrained) {
        HeldOutComparison comparison = retrained.comparison();
        Console console = framewatch.console();
        if (json) {
            console.out()
                    .println(
                            Json.line(
                                    new Line(
                                            retrained.name(),
                                            retrained.isTaken(),
                                            Rates.of(
                                                    comparison.falseBefore(),
                                                    comparison.falseAfter()),
                                            Rates.of(
                                                    comparison.missedBefore(),
                                                    comparison.missedAfter()))));
            return;
        }
        console.out()
                .println(
                        retrained.isTaken()
                                ? "%s: the retrained target is better and in use. To go back:"
                                                .formatted(retrained.name())
                                        + " framewatch targets restore "
                                        + retrained.name()
                                : retrained.name()
                                        + ": unchanged, since the retrained target is not clearly"
                                        + " better");
        console.out().println("  on videos that neither learned from:");
        console.out().println(line("false", comparison.falseBefore(), comparison.falseAfter()));
        console.out().println(line("missed", comparison.missedBefore(), comparison.missedAfter()));
    }

    private static String line(String what, MeanErrorRate before, MeanErrorRate after) {
        return before.videos() == 0
                ? "  %-6s frames  no video to measure them on".formatted(what)
                : "  %-6s frames  before %s, after %s; %s in %s"
                        .formatted(
                                what,
                                percent(before),
                                percent(after),
                                Plural.of(before.frames(), "frame"),
                                Plural.of(before.videos(), "video"));
    }

    private static String percent(MeanErrorRate rate) {
        return String.format(
                Locale.ROOT, "%.1f%% %s", 100 * rate.rate(), rate.interval().percent());
    }
}
