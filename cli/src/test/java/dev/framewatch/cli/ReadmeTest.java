package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages at the root keep what they promise: commands that exist, links that lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
    private static final Pattern COMMAND =
            Pattern.compile("^    \\./framewatch ([^#|>\\n]+)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

    @TempDir Path home;

    static List<String> commandsOfTheReadme() throws IOException {
        String text = Files.readString(ROOT.resolve("README.md")).replaceAll("\\\\\\n\\s*", "");
        return COMMAND.matcher(text).results().map(found -> found.group(1).strip()).toList();
    }

    /** A command with {@code --help} is read in full, but not run. */
    @ParameterizedTest
    @MethodSource("commandsOfTheReadme")
    void a_command_in_the_readme_is_understood(String command) {
        List<String> words = new ArrayList<>(List.of(command.split("\\s+")));
        words.add("--help");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = Main.run(words.toArray(String[]::new), console(errors), environment());
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs).filter(p -> p.toString().endsWith(".md")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_link_to_another_file_leads_somewhere(Path page) throws IOException {
        List<String> broken =
                LINK.matcher(Files.readString(page))
                        .results()
                        .map(found -> found.group(1))
                        .filter(link -> !link.contains("://"))
                        .filter(link -> !Files.exists(page.resolveSibling(link)))
                        .toList();
        assertThat(broken).isEmpty();
    }

    static List<Path> decisions() throws IOException {
        try (Stream<Path> notes = Files.list(ROOT.resolve("docs/decisions"))) {
            return notes.filter(note -> !note.endsWith("README.md")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void the_index_lists_every_decision(Path note) throws IOException {
        assertThat(ROOT.resolve("docs/decisions/README.md"))
                .content()
                .contains("(" + note.getFileName() + ")");
        assertThat(note)
                .content()
                .contains("**Context.**", "**Choice.**", "**What would change it.**");
    }

    private Map<String, String> environment() {
        return Map.of("FRAMEWATCH_HOME", home.toString());
    }

    private static Console console(ByteArrayOutputStream errors) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        return new Console(
                nowhere, new PrintStream(errors, true, StandardCharsets.UTF_8), false, false);
    }
}
