package dev.framewatch.cli.demo;

import dev.framewatch.cli.console.Browser;
import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.model.ModelStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framewatch demo}: trains and scans on generated clips and shows the result as a page. */
@Command(
        name = "demo",
        description =
                "Generate short clips, train a symbol on some of them, search the others for it,"
                        + " and show the result as a page. Needs network access once, for a 25 MB"
                        + " model.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all verdicts are correct", "2:a verdict is wrong, or an error occurred"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch demo",
            "  framewatch demo --out /tmp/demo --no-open",
            "  framewatch demo --seed 7      other clips"
        })
public final class DemoCommand implements Callable<Integer> {
    private final Supplier<ModelStore> models;
    private final Console console;
    private final Map<String, String> environment;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "framewatch-demo",
            description =
                    "Output folder; an earlier demo in it is replaced (default:"
                            + " ./${DEFAULT-VALUE}).")
    private Path folder = Path.of("framewatch-demo");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Random seed of the clips and the cross-validation (default:"
                            + " ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--no-open", description = "Do not open the page in the browser.")
    private boolean noOpen;

    /**
     * @param models evaluated after the command line has been parsed
     * @param console receives verdicts and progress; the browser is opened only on a terminal
     * @param environment environment variables; they show whether there is a desktop
     */
    public DemoCommand(
            Supplier<ModelStore> models, Console console, Map<String, String> environment) {
        this.models = models;
        this.console = console;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        DemoFolder output = new DemoFolder(folder.toAbsolutePath().normalize());
        Demo.Outcome outcome;
        try (ScreenProgress progress = ScreenProgress.on(console)) {
            DemoPlan plan = DemoPlan.standard(seed);
            outcome = new Demo(plan, output, models.get(), progress).run();
        }
        report(console.out(), outcome, output, Duration.ofNanos(System.nanoTime() - start));
        if (console.terminal() && !noOpen) {
            new Browser(System.getProperty("os.name"), environment).open(output.sheet().toUri());
        }
        return outcome.outcomes().stream().allMatch(ClipOutcome::isCorrect) ? 0 : 2;
    }

    /** Returns the accuracy with its sample size, split and confidence interval in one sentence. */
    static String summary(Evaluation evaluation) {
        return String.format(
                Locale.ROOT,
                "Trained on the symbol '%s' with %d labelled frames; accuracy on held-out clips"
                        + " %.1f%% %s.",
                Demo.TARGET,
                evaluation.frames(),
                100 * evaluation.accuracy(),
                evaluation.accuracyInterval().percent());
    }

    /** Prints the figure, the verdict of each clip, and where everything is. */
    static void report(PrintStream out, Demo.Outcome outcome, DemoFolder output, Duration elapsed) {
        out.printf("%n%s%n%n", summary(outcome.evaluation()));
        out.printf("  %-10s %-8s %-11s %s%n", "clip", "symbol", "verdict", "one mark per second");
        List<ClipOutcome> outcomes = outcome.outcomes();
        for (ClipOutcome scanned : outcomes) {
            out.printf(
                    "  %-10s %-8s %-11s %s%s%n",
                    scanned.clip().name(),
                    scanned.clip().hasSymbol() ? "yes" : "no",
                    scanned.target().verdict().word().replace('_', ' '),
                    scanned.marks(),
                    scanned.isCorrect() ? "" : "   <- wrong");
        }
        out.printf(
                "%n%d of %d verdicts are correct, after %d s. A match is a lead, not an"
                        + " identification.%n",
                outcomes.stream().filter(ClipOutcome::isCorrect).count(),
                outcomes.size(),
                elapsed.toSeconds());
        out.printf(
                """
                Output folder     %1$s
                Result page       %2$s
                To scan again     framewatch scan "%3$s" --home "%1$s"
                """,
                output.root(), output.sheet(), output.clips());
        out.flush();
    }
}
