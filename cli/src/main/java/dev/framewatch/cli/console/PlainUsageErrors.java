package dev.framewatch.cli.console;

import dev.framewatch.text.PrintableLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports an error of the command line in two lines: what is wrong, with what may have been meant,
 * and how to get help. Only who names no command at all gets the whole help.
 */
public final class PlainUsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        CommandSpec spec = command.getCommandSpec();
        PrintWriter err = command.getErr();
        String clash = failure instanceof MissingParameterException ? clash(spec, args) : null;
        err.println("framewatch: " + PrintableLine.of(clash == null ? problem(failure) : clash));
        if (args.length == 0) {
            err.println();
            command.usage(err);
        } else if (clash == null) {
            err.println("For help: %s --help".formatted(spec.qualifiedName(" ")));
        }
        err.flush();
        return spec.exitCodeOnInvalidInput();
    }

    private static String problem(ParameterException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof UnmatchedArgumentException unmatched
                ? problem(
                        failure.getCommandLine().getCommandSpec(),
                        unmatched.getUnmatched().getFirst())
                : message.replaceFirst("^Error: ", "");
    }

    private static String problem(CommandSpec spec, String word) {
        if (word.startsWith("-")) {
            return "Unknown option: '%s'.".formatted(word)
                    + meant("", Suggestions.of(word, options(spec)));
        }
        String start = spec.qualifiedName(" ") + " ";
        return (spec.subcommands().isEmpty()
                        ? "Unexpected argument: '%s'.".formatted(word)
                        : "%shas no command '%s'.".formatted(start, word))
                + meant(start, Suggestions.of(word, subcommands(spec)));
    }

    private static List<String> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static List<String> subcommands(CommandSpec spec) {
        return spec.subcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String meant(String start, List<String> names) {
        return names.isEmpty()
                ? ""
                : names.stream()
                        .map(start::concat)
                        .collect(Collectors.joining(", or ", " Did you mean: ", "?"));
    }

    /** Returns that a name is missing because it is also the name of a subcommand. */
    private static @Nullable String clash(CommandSpec spec, String[] args) {
        if (spec.positionalParameters().isEmpty() || spec.subcommands().isEmpty()) {
            return null;
        }
        List<String> words = List.of(args);
        int own = words.indexOf(spec.name());
        return words.subList(own + 1, words.size()).stream()
                .filter(spec.subcommands()::containsKey)
                .findFirst()
                .map(word -> message(spec, word))
                .orElse(null);
    }

    private static String message(CommandSpec spec, String word) {
        String label = spec.positionalParameters().getFirst().paramLabel();
        String start = spec.qualifiedName(" ");
        return ("'%s' cannot be the %s, since it names a subcommand; put another name before it:"
                        + " %s my-%s %s ...")
                .formatted(word, label, start, word, word);
    }
}
