package dev.framewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    @TempDir private Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream screen = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void itsHelpHasExamples() {
        assertThat(new CommandLine(command()).getUsageMessage())
                .contains("framewatch demo --out", "--no-open", "--seed", "Exit status");
    }

    @Test
    void aFolderOfSomebodyElseIsRefusedAndLeftAsItWas() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "mine");

        assertThat(run("--out", folder.toString())).isEqualTo(2);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains(folder + ": there is something in it that the demo did not make");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
    }

    @Test
    void withoutNpmItSaysSo() {
        assertThat(run("--out", folder.resolve("demo").toString())).isEqualTo(2);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("npm");
    }

    private int run(String... arguments) {
        return new CommandLine(command())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    screen.println(failure.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    /** With an empty cache, on a machine without npm. */
    private DemoCommand command() {
        return new DemoCommand(
                () -> new ModelStore(folder.resolve("cache"), folder.resolve("own"), Npm.on("")),
                screen,
                screen,
                false,
                Map.of());
    }
}
