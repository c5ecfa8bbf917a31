package dev.framewatch.cli.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Reports errors of the command line. Where a name is missing because it is also the name of a
 * subcommand, it says so; all others are reported as picocli does, with the usage.
 *
 * @param standard picocli's own handler
 */
public record PlainUsageErrors(IParameterExceptionHandler standard)
        implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] args) throws Exception {
        CommandLine command = failure.getCommandLine();
        String clash = failure instanceof MissingParameterException ? clash(command, args) : null;
        if (clash == null) {
            return standard.handleParseException(failure, args);
        }
        command.getErr().println("framewatch: " + clash);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static @Nullable String clash(CommandLine command, String[] args) {
        CommandSpec spec = command.getCommandSpec();
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
