package dev.framewatch.cli.desk;

import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.error.ConflictException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.text.ShellWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code framewatch config}: writes the present configuration as a file. */
@Command(
        name = "config",
        description = "Write the present configuration as a file for `apply`.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch config export",
            "  framewatch config export newsroom.yaml",
            "  framewatch apply newsroom.yaml --dry-run"
        })
public final class ConfigCommand implements Runnable {
    private final DeskContext desk;

    @Spec private @Nullable CommandSpec spec;

    public ConfigCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Missing subcommand: export");
    }

    @Command(
            name = "export",
            description =
                    "Write sources, alerts and the settings of the watch, without secrets. When the"
                            + " file is applied here, the secrets are kept.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "New file (default: standard output).")
                    @Nullable Path file)
            throws IOException {
        String text;
        try (DeskServices services = desk.open()) {
            text = services.configuration().export();
        }
        if (file == null) {
            desk.out().print(text);
            desk.out().flush();
            return 0;
        }
        if (Files.exists(file)) {
            throw new ConflictException(
                    file + ": already exists; choose another name, or move it away");
        }
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        desk.note(
                "Wrote %s. To see differences later: framewatch apply %s --dry-run"
                        .formatted(file, ShellWord.of(file)));
        return 0;
    }
}
