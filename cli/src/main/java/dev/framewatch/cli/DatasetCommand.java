package dev.framewatch.cli;

import dev.framewatch.cli.console.Framewatch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code framewatch dataset}: prepares, labels and validates images. */
@Command(
        name = "dataset",
        description = "Extract frames from videos, label them, and validate labelled images.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch dataset frames videos/ --out frames/",
            "  framewatch dataset label frames/",
            "  framewatch dataset check --labels frames/mapping.csv --images frames/"
        })
final class DatasetCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    private DatasetCommand() {}

    /** Returns the command with its subcommands. */
    static CommandLine with(Framewatch framewatch) {
        return new CommandLine(new DatasetCommand())
                .addSubcommand(new DatasetFramesCommand(framewatch))
                .addSubcommand(new DatasetLabelCommand(framewatch))
                .addSubcommand(new DatasetCheckCommand(framewatch));
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "frames, label or check?");
    }
}
