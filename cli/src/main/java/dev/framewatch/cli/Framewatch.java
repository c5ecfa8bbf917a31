package dev.framewatch.cli;

import dev.framewatch.model.ModelStore;
import dev.framewatch.target.TargetStore;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: where the data lies, and what every command shares. */
@Command(
        name = "framewatch",
        description =
                "Finds a face, a symbol or a scene in short videos, and says honestly what was and was not seen.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nStart here:%n",
        footer = {
            "  framewatch demo                                      see it work on clips of its own making",
            "  framewatch train trump --labels mapping.csv --images DIR",
            "  framewatch scan video.mp4 --target trump",
            "",
            "Every command has --help with examples."
        })
final class Framewatch implements Runnable {
    private final Console console;
    private final Map<String, String> environment;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "Where Targets are kept (default: $$FRAMEWATCH_HOME, else ~/.local/share/framewatch).")
    private @Nullable Path home;

    Framewatch(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    Console console() {
        return console;
    }

    TargetStore targets() {
        return new TargetStore(home().resolve("targets"));
    }

    ModelStore models() {
        return new ModelStore(cache(), home());
    }

    private Path home() {
        if (home != null) {
            return home;
        }
        return folder("FRAMEWATCH_HOME", "XDG_DATA_HOME", ".local/share");
    }

    /** Models are the same for every home, so they are kept apart from it. */
    private Path cache() {
        return folder("FRAMEWATCH_CACHE", "XDG_CACHE_HOME", ".cache");
    }

    private Path folder(String own, String xdg, String inUserHome) {
        if (isSet(own)) {
            return Path.of(environment.get(own));
        }
        Path parent =
                isSet(xdg)
                        ? Path.of(environment.get(xdg))
                        : Path.of(System.getProperty("user.home"), inUserHome);
        return parent.resolve("framewatch");
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    @Override
    public void run() {
        CommandSpec own = java.util.Objects.requireNonNull(spec);
        throw new ParameterException(own.commandLine(), "Which command?");
    }
}
