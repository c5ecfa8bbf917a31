package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Man pages, help texts and completion, as packages install them. */
class ManualCommandTest {
    @TempDir private static Path folder;

    @BeforeAll
    static void write() {
        Cli.Ran ran = new Cli(folder.resolve("home")).run("manual %s", folder);
        assertThat(ran.status()).as(ran.err()).isZero();
    }

    @Test
    void everyCommandHasAPage() throws IOException {
        assertThat(pages())
                .contains(
                        "framewatch.1",
                        "framewatch-scan.1",
                        "framewatch-models.1",
                        "framewatch-models-fetch.1",
                        "framewatch-targets-export.1")
                .doesNotContain("framewatch-self-check.1", "framewatch-manual.1");
    }

    @Test
    void aPageSaysWhatTheHelpSays() {
        assertThat(page("framewatch-scan"))
                .content()
                .startsWith(".TH FRAMEWATCH\\-SCAN 1 ")
                .contains(
                        ".SH NAME\nframewatch\\-scan \\- ",
                        ".SH SYNOPSIS\n.nf\nframewatch scan ",
                        ".TP\n\\fB\\-\\-target\\fR=\\fI",
                        ".SH EXAMPLES\n.nf\n  framewatch scan ",
                        ".SH SEE ALSO\n\\fBframewatch\\fR(1)\n");
        assertThat(page("framewatch-models"))
                .content()
                .contains(".SH COMMANDS\n", ".TP\n\\fBframewatch\\-models\\-fetch\\fR(1)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/scan", "/alerts/add", "/help"})
    void theHelpTextIsWhatHelpPrints(String command) {
        Cli.Ran ran = new Cli(folder.resolve("home")).run(command.replace('/', ' ') + " --help");

        assertThat(folder.resolve("help/framewatch" + command + ".txt")).hasContent(ran.out());
        assertThat(folder.resolve("help/framewatch" + command + ".ansi"))
                .content()
                .contains("\u001b[")
                .satisfies(text ->
                        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(ran.out()));
    }

    @Test
    void pagesHaveNoMarkupOfPicocliAndNoCommandOfTroff() throws IOException {
        for (String name : pages()) {
            assertThat(Files.readAllLines(folder.resolve("man1").resolve(name)))
                    .as(name)
                    .noneMatch(line ->
                            line.contains("${") || line.contains("@|") || line.contains("%n"))
                    .allMatch(line ->
                            !line.startsWith(".") || line.matches("\\.(TH|SH|TP|PP|nf|fi)\\b.*"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theShellCompletesCommandsAndOptions() throws Exception {
        assertThat(completed("sc")).contains("scan");
        assertThat(completed("models", "in")).contains("install").doesNotContain("bundle");
        assertThat(completed("scan", "--ta")).contains("--target");
    }

    private static List<String> completed(String... words) throws Exception {
        String script =
                """
                . "$1"
                shift
                COMP_WORDS=(framewatch "$@")
                COMP_CWORD=$#
                _complete_framewatch
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        List<String> command =
                Stream.concat(
                                Stream.of(
                                        Programs.require("bash").toString(),
                                        "-c",
                                        script,
                                        "-",
                                        folder.resolve("framewatch.bash").toString()),
                                Stream.of(words))
                        .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().map(String::strip).toList();
    }

    private static Path page(String name) {
        return folder.resolve("man1").resolve(name + ".1");
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("man1"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
