package dev.framewatch.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code framewatch help}: shows the help of a command or subcommand. */
@Command(
        name = "help",
        description = "Show the help of a command, as its --help does.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch help                     all commands",
            "  framewatch help scan",
            "  framewatch help sources add"
        })
final class HelpCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "A command and its subcommand (default: all commands).")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine described = Objects.requireNonNull(spec).commandLine().getParent();
        for (String word : words) {
            CommandLine next = described.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(described, List.of(word));
            }
            described = next;
        }
        described.usage(described.getOut());
        return 0;
    }
}
