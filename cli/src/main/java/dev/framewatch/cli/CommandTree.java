package dev.framewatch.cli;

import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The program's commands. Only those that a command line names are there with all their options; of
 * the others the name and what they do is enough, since describing all of them to picocli takes
 * longer than most of them run.
 */
final class CommandTree {
    private final CommandLine root;
    private final Set<String> words;

    /**
     * @param program what stands above all commands
     * @param words the words of the command line
     */
    CommandTree(Object program, Set<String> words) {
        this.root = new CommandLine(program);
        this.words = words;
    }

    /**
     * Adds a command.
     *
     * @param type has its name and what it does as an annotation
     * @param made a command, or a {@link CommandLine} with commands of its own
     */
    CommandTree with(Class<?> type, Supplier<?> made) {
        Command command = type.getAnnotation(Command.class);
        root.addSubcommand(
                command.name(), words.contains(command.name()) ? made.get() : mention(command));
        return this;
    }

    private static CommandSpec mention(Command command) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(command.description()).hidden(command.hidden());
        return spec;
    }

    CommandLine commandLine() {
        return root.setCaseInsensitiveEnumValuesAllowed(true);
    }
}
