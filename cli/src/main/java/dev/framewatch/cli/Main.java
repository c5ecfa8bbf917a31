package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.PlainErrors;
import dev.framewatch.cli.console.PlainUsageErrors;
import dev.framewatch.cli.demo.DemoCommand;
import dev.framewatch.cli.desk.AlertsCommand;
import dev.framewatch.cli.desk.AuditCommand;
import dev.framewatch.cli.desk.BackupCommand;
import dev.framewatch.cli.desk.CanariesCommand;
import dev.framewatch.cli.desk.DeskContext;
import dev.framewatch.cli.desk.PostsCommand;
import dev.framewatch.cli.desk.RestoreCommand;
import dev.framewatch.cli.desk.ReviewCommand;
import dev.framewatch.cli.desk.SightingsCommand;
import dev.framewatch.cli.desk.SourcesCommand;
import dev.framewatch.cli.desk.StatusCommand;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TrendCommand;
import dev.framewatch.cli.desk.VerifyCommand;
import dev.framewatch.cli.desk.WatchCommand;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.vision.FeatureExtractor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Entry point; registers the commands. */
public final class Main {
    /** Exit status of programs that a shell ends because nobody reads their pipe (SIGPIPE). */
    private static final int READER_GONE = 141;

    private Main() {}

    /** Runs the command line and ends the process with its exit status. */
    public static void main(String[] args) {
        System.exit(run(args, Console.ofProcess(), System.getenv()));
    }

    /**
     * Runs a command line.
     *
     * @return the exit status, 0 to 2, as documented in each command's help; 141 if the reader of
     *     the results has gone
     */
    static int run(String[] args, Console console, Map<String, String> environment) {
        CommandLine commands = commands(console, environment, Set.copyOf(List.of(args)));
        int status =
                commands.setParameterExceptionHandler(
                                new PlainUsageErrors(commands.getParameterExceptionHandler()))
                        .setOut(writer(console.out()))
                        .setErr(writer(console.err()))
                        .setExecutionExceptionHandler(new PlainErrors(console))
                        .execute(args);
        if (console.isReaderGone()) {
            return READER_GONE;
        }
        if (console.out().checkError()) {
            console.note("framewatch: the results could not be written; is the disk full?");
            return CommandLine.ExitCode.USAGE;
        }
        return status;
    }

    /**
     * Returns the command hierarchy; the commands that occur in {@code words} are built in full.
     */
    static CommandLine commands(
            Console console, Map<String, String> environment, Set<String> words) {
        Framewatch framewatch = new Framewatch(console, environment);
        DeskContext desk =
                new DeskContext(
                        framewatch::home,
                        console.out(),
                        console.err(),
                        environment,
                        Clock.system(ZoneId.systemDefault()));
        TargetLedger ledger = new TargetLedger(desk);
        return new CommandTree(framewatch, words)
                .with(TrainCommand.class, () -> new TrainCommand(framewatch, ledger))
                .with(EnrolCommand.class, () -> new EnrolCommand(framewatch, ledger))
                .with(EvaluateCommand.class, () -> new EvaluateCommand(framewatch))
                .with(ScanCommand.class, () -> new ScanCommand(framewatch))
                .with(TargetsCommand.class, () -> new TargetsCommand(framewatch, ledger))
                .with(ModelsCommand.class, () -> ModelsCommand.with(framewatch, ledger))
                .with(DatasetCommand.class, () -> DatasetCommand.with(framewatch))
                .with(SourcesCommand.class, () -> SourcesCommand.with(desk))
                .with(AlertsCommand.class, () -> AlertsCommand.with(desk))
                .with(WatchCommand.class, () -> watch(framewatch, desk))
                .with(StatusCommand.class, () -> new StatusCommand(desk))
                .with(PostsCommand.class, () -> new PostsCommand(desk))
                .with(ReviewCommand.class, () -> new ReviewCommand(desk))
                .with(TrendCommand.class, () -> new TrendCommand(desk))
                .with(CanariesCommand.class, () -> new CanariesCommand(desk))
                .with(SightingsCommand.class, () -> SightingsCommand.with(desk))
                .with(VerifyCommand.class, () -> new VerifyCommand(desk))
                .with(AuditCommand.class, () -> new AuditCommand(desk))
                .with(BackupCommand.class, () -> new BackupCommand(desk))
                .with(RestoreCommand.class, () -> new RestoreCommand(desk))
                .with(DemoCommand.class, () -> demo(framewatch, console, environment))
                .with(SelfCheckCommand.class, () -> new SelfCheckCommand(framewatch))
                .commandLine()
                .setExecutionStrategy(parsed -> {
                    framewatch.configureLogging();
                    return new CommandLine.RunLast().execute(parsed);
                });
    }

    private static WatchCommand watch(Framewatch framewatch, DeskContext desk) {
        return new WatchCommand(desk, backbones -> open(framewatch, backbones));
    }

    private static DemoCommand demo(
            Framewatch framewatch, Console console, Map<String, String> environment) {
        return new DemoCommand(
                framewatch::models, console.out(), console.err(), console.terminal(), environment);
    }

    private static FeatureExtractor open(Framewatch framewatch, Backbones backbones) {
        try (DownloadProgress progress = new DownloadProgress(framewatch.console())) {
            return new BackboneLoader(framewatch.models(), progress).open(backbones);
        }
    }

    private static java.io.PrintWriter writer(PrintStream stream) {
        return new java.io.PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
