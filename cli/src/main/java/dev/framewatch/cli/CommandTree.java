package dev.framewatch.cli;

import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Builds the command hierarchy. Only commands named on the command line are built in full; the
 * others are represented by their name and description, because describing all of them to picocli
 * takes longer than most of them run.
 */
final class CommandTree {
    private final CommandLine root;
    private final Set<String> words;

    /**
     * @param program the root command object
     * @param words the words of the command line
     */
    CommandTree(Object program, Set<String> words) {
        this.root = new CommandLine(program);
        this.words = words;
    }

    /**
     * Adds a command.
     *
     * @param type class whose {@code @Command} annotation states the name and the description
     * @param factory supplies the command, or a {@link CommandLine} with subcommands
     */
    CommandTree with(Class<?> type, Supplier<?> factory) {
        Command command = type.getAnnotation(Command.class);
        root.addSubcommand(
                command.name(), words.contains(command.name()) ? factory.get() : summary(command));
        return this;
    }

    private static CommandSpec summary(Command command) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(command.description()).hidden(command.hidden());
        return spec;
    }

    CommandLine commandLine() {
        return root.setCaseInsensitiveEnumValuesAllowed(true);
    }
}
