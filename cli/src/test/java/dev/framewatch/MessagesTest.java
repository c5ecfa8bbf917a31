package dev.framewatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Messages of the services are also shown by other front ends: they name no options or commands.
 */
class MessagesTest {
    /** The options here are those of the programs that these packages start. */
    private static final Set<String> STARTS_PROGRAMS = Set.of("program", "ytdlp");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NAMED =
            Pattern.compile("--[a-z][a-z-]+|\\bframewatch [a-z]+|`[a-z]+`");

    /** An alert is read far from a terminal: it says what to type next. */
    private static final String NEXT_COMMAND = "framewatch sightings show ";

    @ParameterizedTest
    @CsvSource({"learn", "desk"})
    void noMessageBelowTheCommandLineNamesAnOptionOrACommand(String module) throws IOException {
        assertThat(literals(module)).hasSizeGreaterThan(500).noneMatch(MessagesTest::isNaming);
    }

    @Test
    void theRuleNoticesOptionsAndCommands() {
        assertThat(List.of("use --allow-private", "see framewatch sources", "`audit` prints it"))
                .allMatch(MessagesTest::isNaming);
        assertThat(List.of("framewatch", "-- a comment", "--%d", "dev/framewatch/desk"))
                .noneMatch(MessagesTest::isNaming);
    }

    private static boolean isNaming(String literal) {
        return !literal.equals(NEXT_COMMAND) && NAMED.matcher(literal).find();
    }

    private static List<String> literals(String module) throws IOException {
        Path sources =
                Path.of(System.getProperty("basedir", "."))
                        .resolve("..")
                        .resolve(module)
                        .resolve("src/main/java");
        List<String> literals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(MessagesTest::isChecked).toList()) {
                Files.readString(file)
                        .lines()
                        .filter(line -> !line.strip().startsWith("*"))
                        .flatMap(line -> LITERAL.matcher(line).results())
                        .map((MatchResult found) -> found.group(1))
                        .forEach(literals::add);
            }
        }
        return literals;
    }

    private static boolean isChecked(Path file) {
        String folder = String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
        return file.toString().endsWith(".java") && !STARTS_PROGRAMS.contains(folder);
    }
}
