package dev.framewatch.cli;

import dev.framewatch.cli.console.Console;
import dev.framewatch.cli.console.Framewatch;
import dev.framewatch.cli.console.GracefulShutdown;
import dev.framewatch.cli.console.PlainErrors;
import dev.framewatch.cli.console.PlainUsageErrors;
import dev.framewatch.cli.console.UnforeseenErrors;
import dev.framewatch.cli.console.Version;
import dev.framewatch.cli.demo.DemoCommand;
import dev.framewatch.cli.desk.AlertsCommand;
import dev.framewatch.cli.desk.ApplyCommand;
import dev.framewatch.cli.desk.AuditCommand;
import dev.framewatch.cli.desk.BackupCommand;
import dev.framewatch.cli.desk.CanariesCommand;
import dev.framewatch.cli.desk.ConfigCommand;
import dev.framewatch.cli.desk.DeskContext;
import dev.framewatch.cli.desk.PostsCommand;
import dev.framewatch.cli.desk.RestoreCommand;
import dev.framewatch.cli.desk.ReviewCommand;
import dev.framewatch.cli.desk.ServeCommand;
import dev.framewatch.cli.desk.SightingsCommand;
import dev.framewatch.cli.desk.SourcesCommand;
import dev.framewatch.cli.desk.StatusCommand;
import dev.framewatch.cli.desk.TargetCorrections;
import dev.framewatch.cli.desk.TargetLedger;
import dev.framewatch.cli.desk.TrendCommand;
import dev.framewatch.cli.desk.VerifyCommand;
import dev.framewatch.cli.desk.WatchCommand;
import dev.framewatch.cli.manual.ManualCommand;
import dev.framewatch.cli.progress.ScreenProgress;
import dev.framewatch.learn.service.CorrectionService;
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
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Entry point; registers the commands. */
public final class Main {
    /** Exit status of programs that a shell ends because nobody reads their pipe (SIGPIPE). */
    private static final int READER_GONE = 141;

    private Main() {}

    /**
     * Status of a negative answer, such as "none matches". The launcher asks for another one than
     * 1, with which a Java that cannot start ends, too.
     */
    private static final int NEGATIVE = Integer.getInteger("framewatch.negative", 1);

    /** Runs the command line and ends the process with its exit status. */
    public static void main(String[] args) {
        Console console = Console.ofProcess();
        Framewatch framewatch = new Framewatch(console, System.getenv());
        UnforeseenErrors errors = UnforeseenErrors.of(framewatch);
        Thread.setDefaultUncaughtExceptionHandler(errors);
        int status;
        try (GracefulShutdown shutdown = GracefulShutdown.ofThisThread(errors::interrupted)) {
            status = run(args, framewatch, errors, command -> release(command, shutdown));
        }
        System.exit(errors.threadDied() ? ExitCode.USAGE : status == 1 ? NEGATIVE : status);
    }

    private static void release(CommandSpec command, GracefulShutdown shutdown) {
        if (command.userObject() instanceof GracefulShutdown.Exempt own && own.stopsItself()) {
            shutdown.close();
        }
    }

    /**
     * Runs a command line.
     *
     * @return the exit status, 0 to 2, as documented in each command's help; 141 if the reader of
     *     the results has gone
     */
    static int run(String[] args, Console console, Map<String, String> environment) {
        Framewatch framewatch = new Framewatch(console, environment);
        return run(args, framewatch, UnforeseenErrors.of(framewatch), _ -> {});
    }

    private static int run(
            String[] args,
            Framewatch framewatch,
            UnforeseenErrors errors,
            Consumer<CommandSpec> starting) {
        Console console = framewatch.console();
        int status;
        try {
            CommandLine commands = commands(framewatch, Set.copyOf(List.of(args)), starting);
            status =
                    commands.setParameterExceptionHandler(new PlainUsageErrors())
                            .setOut(writer(console.out()))
                            .setErr(writer(console.err()))
                            .setExecutionExceptionHandler(new PlainErrors(console, errors))
                            .execute(args);
        } catch (RuntimeException | Error e) {
            errors.report(e);
            return ExitCode.USAGE;
        }
        console.err().flush();
        if (console.isReaderGone()) {
            return READER_GONE;
        }
        if (console.out().checkError()) {
            console.note("framewatch: the results could not be written; is the disk full?");
            return ExitCode.USAGE;
        }
        return status;
    }

    /**
     * Returns the command hierarchy; the commands that occur in {@code words} are built in full.
     */
    static CommandLine commands(
            Console console, Map<String, String> environment, Set<String> words) {
        return commands(new Framewatch(console, environment), words, _ -> {});
    }

    /**
     * @param starting receives the command that is about to run
     */
    private static CommandLine commands(
            Framewatch framewatch, Set<String> words, Consumer<CommandSpec> starting) {
        Console console = framewatch.console();
        Map<String, String> environment = framewatch.environment();
        DeskContext desk =
                new DeskContext(
                        framewatch::home,
                        console.out(),
                        console.err(),
                        environment,
                        Clock.system(ZoneId.systemDefault()));
        TargetLedger ledger = new TargetLedger(desk);
        TargetCorrections corrections =
                new TargetCorrections(
                        desk,
                        () -> new CorrectionService(framewatch.targets(), framewatch.models()));
        return new CommandTree(framewatch, words)
                .with(TrainCommand.class, () -> new TrainCommand(framewatch, ledger))
                .with(EnrolCommand.class, () -> new EnrolCommand(framewatch, ledger))
                .with(EvaluateCommand.class, () -> new EvaluateCommand(framewatch))
                .with(ScanCommand.class, () -> new ScanCommand(framewatch))
                .with(TargetsCommand.class, () -> TargetsCommand.with(framewatch, ledger, desk))
                .with(ModelsCommand.class, () -> ModelsCommand.with(framewatch, ledger))
                .with(DatasetCommand.class, () -> DatasetCommand.with(framewatch))
                .with(SourcesCommand.class, () -> SourcesCommand.with(desk))
                .with(AlertsCommand.class, () -> AlertsCommand.with(desk))
                .with(ApplyCommand.class, () -> new ApplyCommand(desk))
                .with(ConfigCommand.class, () -> new ConfigCommand(desk))
                .with(WatchCommand.class, () -> watch(framewatch, desk))
                .with(ServeCommand.class, () -> serve(framewatch, desk, corrections))
                .with(StatusCommand.class, () -> new StatusCommand(desk))
                .with(PostsCommand.class, () -> posts(framewatch, desk))
                .with(ReviewCommand.class, () -> new ReviewCommand(desk, corrections))
                .with(TrendCommand.class, () -> new TrendCommand(desk))
                .with(CanariesCommand.class, () -> new CanariesCommand(desk))
                .with(SightingsCommand.class, () -> SightingsCommand.with(desk))
                .with(VerifyCommand.class, () -> new VerifyCommand(desk))
                .with(AuditCommand.class, () -> new AuditCommand(desk))
                .with(BackupCommand.class, () -> new BackupCommand(desk))
                .with(RestoreCommand.class, () -> new RestoreCommand(desk))
                .with(DemoCommand.class, () -> demo(framewatch))
                .with(UpdateCommand.class, () -> new UpdateCommand(framewatch, Version.number()))
                .with(HelpCommand.class, HelpCommand::new)
                .with(SelfCheckCommand.class, () -> new SelfCheckCommand(framewatch))
                .with(ManualCommand.class, () -> manual(console, environment))
                .commandLine()
                .setExecutionStrategy(parsed -> {
                    framewatch.configureLogging();
                    starting.accept(last(parsed).commandSpec());
                    return new CommandLine.RunLast().execute(parsed);
                });
    }

    private static ParseResult last(ParseResult parsed) {
        return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
    }

    private static WatchCommand watch(Framewatch framewatch, DeskContext desk) {
        return new WatchCommand(desk, backbones -> open(framewatch, backbones));
    }

    private static ServeCommand serve(
            Framewatch framewatch, DeskContext desk, TargetCorrections corrections) {
        return new ServeCommand(desk, backbones -> open(framewatch, backbones), corrections);
    }

    private static CommandLine posts(Framewatch framewatch, DeskContext desk) {
        return PostsCommand.with(
                desk, backbones -> open(framewatch, backbones), framewatch.console());
    }

    private static DemoCommand demo(Framewatch framewatch) {
        return new DemoCommand(framewatch::models, framewatch.console(), framewatch.environment());
    }

    private static ManualCommand manual(Console console, Map<String, String> environment) {
        return new ManualCommand(
                () -> {
                    Set<String> names =
                            commands(console, environment, Set.of()).getSubcommands().keySet();
                    return commands(console, environment, names);
                },
                Version.number());
    }

    private static FeatureExtractor open(Framewatch framewatch, Backbones backbones) {
        try (ScreenProgress progress = ScreenProgress.on(framewatch.console())) {
            return new BackboneLoader(framewatch.models(), progress).open(backbones);
        }
    }

    private static java.io.PrintWriter writer(PrintStream stream) {
        return new java.io.PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
