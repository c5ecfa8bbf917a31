package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Commands that are printed can be copied and run: in help, documents and messages. */
class PrintedCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
    private static final int COLUMNS = 80;

    private static final CommandLine ALL =
            Main.commands(Cli.silent(), Map.of(), Set.copyOf(commands()));

    /** A line of an example; what follows two blanks, a pipe or an arrow is not part of it. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^ *(?:\\$ )?(?:\\./)?framewatch ((?:[^\n]*\\\\\n)*[^\n]*)$");

    private static final Pattern END_OF_EXAMPLE = Pattern.compile("\\s{2,}|\\s[|>#&]|;");

    private static final Pattern INLINE = Pattern.compile("`framewatch ([a-z][^`]*)`");

    private static final Pattern MENTIONED =
            Pattern.compile("(?<![./\\w])framewatch ([a-z][^`;)\\n]*?)(?:[`;)\\n]|[.,:] |[.,]?$)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static List<String> commands() {
        return List.copyOf(
                Main.commands(Cli.silent(), Map.of(), Set.of()).getSubcommands().keySet());
    }

    /** Returns why a command cannot be run; empty if it can. */
    private static List<String> refusals(String command, boolean inProse) {
        String[] words =
                WORD.matcher(command)
                        .results()
                        .map(PrintedCommandsTest::word)
                        .toArray(String[]::new);
        try {
            ALL.parseArgs(words);
            return List.of();
        } catch (MissingParameterException e) {
            boolean named =
                    e.getCommandLine().getCommandSpec().qualifiedName(" ").endsWith(command);
            return inProse && named ? List.of() : List.of(command + ": " + e.getMessage());
        } catch (ParameterException e) {
            return List.of(command + ": " + e.getMessage());
        }
    }

    private static String word(MatchResult found) {
        String quoted = found.group(1) == null ? found.group(2) : found.group(1);
        return quoted == null ? found.group(3) : quoted;
    }

    private static List<String> examples(String text) {
        return LINE.matcher(text)
                .results()
                .map(found -> found.group(1).replaceAll("\\\\\n\\s*", ""))
                .map(line -> END_OF_EXAMPLE.split(line, 2)[0].strip())
                .filter(command -> !command.equals("..."))
                .toList();
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream()
                        .distinct()
                        .flatMap(PrintedCommandsTest::withSubcommands));
    }

    @Test
    void theExamplesInTheHelpRun() {
        List<String> refusals = new ArrayList<>();
        int examples = 0;
        for (CommandLine command : withSubcommands(ALL).toList()) {
            String footer = String.join("\n", command.getCommandSpec().usageMessage().footer());
            for (String example : examples(footer)) {
                examples++;
                refusals.addAll(refusals(example, false));
            }
        }
        assertThat(refusals).isEmpty();
        assertThat(examples).isGreaterThan(100);
    }

    /** In 80 columns, an example is not broken and a name stays whole. */
    @Test
    void theHelpFitsInEightyColumns() {
        List<String> wide = new ArrayList<>();
        for (CommandLine command : withSubcommands(ALL).toList()) {
            for (String line : command.getCommandSpec().usageMessage().footer()) {
                if (line.length() > COLUMNS) {
                    wide.add(line);
                }
            }
            command.getUsageMessage(Ansi.OFF)
                    .lines()
                    .filter(line -> line.length() > COLUMNS)
                    .forEach(wide::add);
        }
        assertThat(wide).isEmpty();
    }

    private static Stream<String> inline(String text) {
        return INLINE.matcher(text)
                .results()
                .map(found -> found.group(1).replaceAll("\\s+", " "))
                .filter(command -> !command.contains("...") && !command.contains("|"));
    }

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("reference"))
                    .toList()
                    .stream();
        }
    }

    @Test
    void theCommandsInTheDocumentsRun() throws IOException {
        List<String> refusals = new ArrayList<>();
        int examples = 0;
        for (Path document : documents().toList()) {
            String text = Files.readString(document);
            for (String example : Stream.concat(examples(text).stream(), inline(text)).toList()) {
                examples++;
                refusals(example, true).forEach(one -> refusals.add(document + ": " + one));
            }
        }
        assertThat(refusals).isEmpty();
        assertThat(examples).isGreaterThan(50);
    }

    @Test
    void theCommandsInMessagesRun() throws IOException {
        List<String> refusals = new ArrayList<>();
        int mentions = 0;
        for (String literal : literals()) {
            for (MatchResult mention : MENTIONED.matcher(literal).results().toList()) {
                mentions++;
                String command = mention.group(1).strip();
                refusals.addAll(refusals(command, true));
            }
        }
        assertThat(refusals).isEmpty();
        assertThat(mentions).isGreaterThan(25);
    }

    @Test
    void aFileWithABlankIsOneWord(@TempDir Path folder) {
        Path file = folder.resolve("news room.yaml");
        String said = new Cli(folder.resolve("home")).run("config", "export", file).err();
        MatchResult printed = MENTIONED.matcher(said).results().findFirst().orElseThrow();
        assertThat(printed.group(1)).isEqualTo("apply '%s' --dry-run".formatted(file));
        assertThat(refusals(printed.group(1), false)).isEmpty();
    }

    /** Returns the messages of the commands, with "1" in place of each value. */
    private static List<String> literals() throws IOException {
        List<String> literals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("cli/src/main/java"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String joined =
                        Files.readString(file)
                                .replaceAll("(?s)footer = \\{.*?\n        }", "")
                                .replaceAll("(?s)customSynopsis = .*?\n", "")
                                .replaceAll("\"\\s*\\+\\s*\"", "")
                                .replaceAll(" \"\\s*\\+ [\\w.()]+", " 1\"");
                LITERAL.matcher(joined)
                        .results()
                        .map(found -> found.group(1).replaceAll("%(\\d\\$)?[sd]", "1"))
                        .forEach(literals::add);
            }
        }
        return literals;
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan clip.mp4 --fast", "targets rename", "sources add", "review all"})
    void theRuleNoticesWhatDoesNotRun(String command) {
        assertThat(refusals(command, false)).isNotEmpty();
    }
}
