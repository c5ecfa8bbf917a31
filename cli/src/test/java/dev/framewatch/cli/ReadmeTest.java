package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The pages at the root keep what they promise: commands that exist, links that lead somewhere. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");

    /**
     * An indented line; what follows three blanks, a pipe or an arrow is not part of the command.
     */
    private static final Pattern COMMAND =
            Pattern.compile("^    (?:\\./)?framewatch (.+?)(?:   |[|>\\n])", Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

    static List<String> commandsOfTheReadme() throws IOException {
        String text = Files.readString(ROOT.resolve("README.md")).replaceAll("\\\\\\n\\s*", "");
        return COMMAND.matcher(text).results().map(found -> found.group(1).strip()).toList();
    }

    @ParameterizedTest
    @MethodSource("commandsOfTheReadme")
    void aCommandInTheReadmeIsUnderstood(String command) {
        String[] words = command.split("\\s+");
        CommandLine commands = Main.commands(Cli.silent(), Map.of(), Set.copyOf(List.of(words)));
        assertThatCode(() -> commands.parseArgs(words)).doesNotThrowAnyException();
    }

    @Test
    void aCommandThatDoesNotExistWouldBeNoticed() {
        CommandLine commands = Main.commands(Cli.silent(), Map.of(), Set.of("scan"));
        assertThatThrownBy(() -> commands.parseArgs("scan", "video.mp4", "--fast"))
                .hasMessageContaining("--fast");
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs).filter(p -> p.toString().endsWith(".md")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aLinkToAnotherFileLeadsSomewhere(Path page) throws IOException {
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
    void theIndexListsEveryDecision(Path note) throws IOException {
        assertThat(ROOT.resolve("docs/decisions/README.md"))
                .content()
                .contains("(" + note.getFileName() + ")");
        assertThat(note)
                .content()
                .contains("**Context.**", "**Choice.**", "**What would change it.**");
    }
}
