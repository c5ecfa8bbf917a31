package dev.framewatch.desk.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command as its YAML file describes it.
 *
 * @param file the YAML file, which other paths are relative to
 * @param preset what is not said in the file
 * @param commandLine the words of the command, with placeholders; empty where a folder is only read
 * @param folder where results lie; null for the work folder of each run
 * @param timeout from start to end
 * @param maxFolderBytes that a run may leave in its work folder
 * @param environment names of variables that the command may see, besides those every program needs
 * @param results globs of the files with rows, relative to the folder
 * @param rows the dotted path to the list in a JSON file; empty where the file is the list
 * @param fields what of a Post stands at which dotted path of a row
 * @param platform of the Posts
 * @param media patterns of a row's file or address, in the order in which they are tried
 */
public record CommandSpec(
        Path file,
        Preset preset,
        List<String> commandLine,
        @Nullable Path folder,
        Duration timeout,
        long maxFolderBytes,
        List<String> environment,
        List<String> results,
        String rows,
        Map<PostField, String> fields,
        String platform,
        List<String> media) {
    public CommandSpec {
        commandLine = List.copyOf(commandLine);
        environment = List.copyOf(environment);
        results = List.copyOf(results);
        fields = Map.copyOf(fields);
        media = List.copyOf(media);
    }

    /**
     * Reads one.
     *
     * @throws CommandException with all that is wrong in it, by line and field
     */
    public static CommandSpec read(Path file) throws CommandException {
        return new CommandSpecReader(file).read();
    }

    /** What messages call the command. */
    public String name() {
        return commandLine.isEmpty() ? String.valueOf(folder) : commandLine.getFirst();
    }
}
