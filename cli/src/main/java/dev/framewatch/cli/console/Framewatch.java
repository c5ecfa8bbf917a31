package dev.framewatch.cli.console;

import dev.framewatch.desk.download.PackageMirrors;
import dev.framewatch.desk.http.AddressRedactor;
import dev.framewatch.home.Home;
import dev.framewatch.learn.service.ReportWriter;
import dev.framewatch.log.LogFormat;
import dev.framewatch.log.LogLevel;
import dev.framewatch.log.LogSettings;
import dev.framewatch.log.Logging;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.targets.TargetStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: the home folder and the options shared by all commands. */
@Command(
        name = "framewatch",
        description = "Search short videos for faces, symbols, scenes and printed artwork.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nStart here:%n",
        footer = {
            "  framewatch demo                                      try it on generated clips",
            "  framewatch train trump --labels mapping.csv --images DIR",
            "  framewatch scan video.mp4 --target trump",
            "",
            "Every command has --help with examples."
        })
public final class Framewatch implements Runnable {
    private final Console console;
    private final Map<String, String> environment;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "Home folder, which holds the targets (default: $$FRAMEWATCH_HOME, else"
                            + " ~/.local/share/framewatch).")
    private @Nullable Path home;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            scope = ScopeType.INHERIT,
            description =
                    "Log to standard error: error, warn, info, debug or trace (default: off; info"
                            + " with --log-format).")
    private @Nullable LogLevel logLevel;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "Log as text or as json, one object per line (default: text).")
    private @Nullable LogFormat logFormat;

    public Framewatch(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    public Console console() {
        return console;
    }

    /** Returns the environment variables of the process. */
    public Map<String, String> environment() {
        return environment;
    }

    public TargetStore targets() {
        return new TargetStore(home().targets());
    }

    public ModelStore models() {
        Npm npm = Npm.on(environment.get("PATH"));
        return new ModelStore(home(), new PackageMirrors(environment, home().downloads(), npm));
    }

    public ReportWriter reportWriter() {
        return new ReportWriter(Version.number(), InstantSource.system());
    }

    /** Enables logging if the command line requests it, and disables it otherwise. */
    public void configureLogging() {
        if (logLevel == null && logFormat == null) {
            Logging.configure(LogSettings.OFF);
            return;
        }
        boolean journal = !environment.getOrDefault("JOURNAL_STREAM", "").isEmpty();
        Logging.configure(
                new LogSettings(
                        logLevel == null ? LogLevel.INFO : logLevel,
                        logFormat == null ? LogFormat.TEXT : logFormat,
                        journal && !console.terminal(),
                        console.err(),
                        InstantSource.system(),
                        AddressRedactor::redact));
    }

    /** Returns the home folder, once the command line has been parsed. */
    public Home home() {
        Home defaultHome = Home.of(environment, Path.of(System.getProperty("user.home")));
        return home == null ? defaultHome : defaultHome.withDirectory(home);
    }

    /** Returns where the details of crashes are kept. */
    CrashReports crashReports() {
        return new CrashReports(home().crashes(), environment, InstantSource.system());
    }

    /** Returns the names of the running command, such as {@code framewatch sources add}. */
    String runningCommand() {
        ParseResult parsed = spec == null ? null : spec.commandLine().getParseResult();
        while (parsed != null && parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed == null ? "framewatch" : parsed.commandSpec().qualifiedName(" ");
    }

    @Override
    public void run() {
        CommandSpec own = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(own.commandLine(), "Missing command; see --help");
    }
}
