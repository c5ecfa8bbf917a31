package dev.framewatch.desk.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command as described in its YAML file.
 *
 * @param file the YAML file; other paths are relative to it
 * @param preset defaults for what the file leaves out
 * @param commandLine command line with placeholders; empty if a folder is read without running
 *     anything
 * @param folder folder with the results; null for the work folder of each run
 * @param timeout maximum run time
 * @param maxFolderBytes maximum size of the work folder
 * @param environment names of variables passed to the command, besides those that every program
 *     needs
 * @param results globs of the result files, relative to the folder
 * @param rows dotted path of the list in a JSON file; empty if the file is the list
 * @param fields dotted path in a row, by post field
 * @param platform platform of the posts
 * @param media patterns of a row's media file or URL, in the order in which they are tried
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
     * Reads a YAML file.
     *
     * @throws CommandException with all its errors, by line and field
     */
    public static CommandSpec read(Path file) throws CommandException {
        return new CommandSpecReader(file).read();
    }

    /** Returns the name of the command in messages. */
    public String name() {
        return commandLine.isEmpty() ? String.valueOf(folder) : commandLine.getFirst();
    }
}
