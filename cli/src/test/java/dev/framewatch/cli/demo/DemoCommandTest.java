package dev.framewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.cli.console.Console;
import dev.framewatch.home.Home;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                .contains(folder + " contains files that the demo did not create");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
    }

    @Test
    void missingNpmIsReported() {
        assertThat(run("--out", folder.resolve("demo").toString())).isEqualTo(2);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("npm");
    }

    @Test
    void theFigureStandsBesideItsCountItsSplitAndItsInterval() {
        List<ScoredImage> images = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            images.add(
                    new ScoredImage(
                            i + ".png",
                            i % 2 == 0,
                            "clip" + i,
                            i % 10 < 9 == (i % 2 == 0) ? 0.9 : 0.1));
        }
        Evaluation measured = Evaluation.of(images, 0.5, List.of(), 1);

        assertThat(DemoCommand.summary(measured))
                .matches(
                        "Trained on the symbol 'beacon' with 40 labelled frames; accuracy on"
                                + " held-out clips 90\\.0% \\(95% CI"
                                + " [78]\\d\\.\\d-9\\d\\.\\d%\\)\\.");
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
                () -> new ModelStore(new Home(folder, folder.resolve("cache")), Npm.on("")),
                new Console(screen, screen, false, false),
                Map.of());
    }
}
