package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The command reference in {@code docs/reference} is what {@code --help} prints. Run this test with
 * {@code -Dframewatch.update=true} to write it anew.
 */
class CommandReferenceTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/reference");

    @Test
    void theReferenceIsWhatTheHelpPrints() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("framewatch.update")) {
            write(pages);
        }
        assertThat(files()).containsExactlyInAnyOrderElementsOf(pages.keySet());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(FOLDER.resolve(page.getKey()))
                    .as("run CommandReferenceTest with -Dframewatch.update=true")
                    .content()
                    .isEqualTo(page.getValue());
        }
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(FOLDER);
        for (String file : files()) {
            Files.delete(FOLDER.resolve(file));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static List<String> files() throws IOException {
        try (var found = Files.list(FOLDER)) {
            return found.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Returns the pages by file name: one per visible command, and an index. */
    private static Map<String, String> pages() {
        Set<String> names = commands(Set.of()).getSubcommands().keySet();
        Map<String, String> pages = new TreeMap<>();
        StringBuilder index =
                new StringBuilder("# Command reference\n\nGenerated from `--help`.\n\n");
        commands(names)
                .getSubcommands()
                .forEach((name, command) -> {
                    if (!command.getCommandSpec().usageMessage().hidden()) {
                        pages.put(name + ".md", page(command));
                        index.append("- [")
                                .append(name)
                                .append("](")
                                .append(name)
                                .append(".md): ")
                                .append(
                                        String.join(
                                                " ",
                                                command.getCommandSpec()
                                                        .usageMessage()
                                                        .description()))
                                .append('\n');
                    }
                });
        pages.put("README.md", index.toString());
        return pages;
    }

    private static CommandLine commands(Set<String> names) {
        return Main.commands(Cli.silent(), Map.of(), names);
    }

    private static String page(CommandLine command) {
        StringBuilder text = new StringBuilder();
        command.setUsageHelpWidth(100);
        describe(command, "#", text);
        return text.toString();
    }

    private static void describe(CommandLine command, String level, StringBuilder text) {
        text.append(text.isEmpty() ? "" : "\n")
                .append(level)
                .append(' ')
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(command.getUsageMessage(Ansi.OFF).stripTrailing())
                .append("\n```\n");
        command.getSubcommands().values().stream()
                .distinct() // aliases
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .forEach(sub -> describe(sub, level + "#", text));
    }
}
