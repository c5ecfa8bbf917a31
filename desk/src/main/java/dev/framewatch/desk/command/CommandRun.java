package dev.framewatch.desk.command;

import dev.framewatch.desk.program.ProcessLimits;
import dev.framewatch.desk.program.ProcessResult;
import dev.framewatch.desk.program.Program;
import dev.framewatch.desk.program.ProgramPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a command in a folder of its own and reads its results. */
public final class CommandRun {
    private static final long MAX_OUTPUT_BYTES = 4L << 20;
    private static final int MAX_LAST_LINES = 3;
    private static final int MAX_OUTPUT_CHARS = 500;
    private static final int MAX_ROWS = 10_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

    private final CommandSpec command;
    private final Map<String, String> parentEnvironment;

    /**
     * @param parentEnvironment the environment of this process, of which the command receives the
     *     basic variables and those that its file names
     */
    public CommandRun(CommandSpec command, Map<String, String> parentEnvironment) {
        this.command = command;
        this.parentEnvironment = Map.copyOf(parentEnvironment);
    }

    /**
     * A row with its media.
     *
     * @param file media file; empty if there is none or it is a URL
     * @param url media URL, as in the row
     */
    public record Item(ResultRow row, Optional<Path> file, Optional<String> url) {}

    /**
     * Results of a command.
     *
     * @param items in the order of the files and their rows
     * @param notes user-facing notes on what was skipped and why
     * @param files SHA-256 of each result file as read, by its path
     */
    public record Results(List<Item> items, List<String> notes, Map<Path, String> files) {
        public Results {
            items = List.copyOf(items);
            notes = List.copyOf(notes);
            files = Map.copyOf(files);
        }
    }

    /**
     * Runs the command, if there is one, and reads its results.
     *
     * @param work an empty folder; it is not cleaned up afterwards
     * @param since time of the last successful run
     * @throws CommandException if it fails, times out, or produces no results
     */
    public Results run(Path work, Instant since) throws CommandException, InterruptedException {
        Path folder = command.folder() == null ? work : command.folder();
        try {
            String lastLines = command.commandLine().isEmpty() ? "" : execute(work, since);
            return read(folder, lastLines);
        } catch (IOException e) {
            throw new CommandException(
                    "%s: cannot run or read %s: %s"
                            .formatted(command.file(), command.name(), e.getMessage()),
                    e);
        }
    }

    /**
     * Runs the command and returns the last lines of its output, for the case that it has no
     * results.
     */
    private String execute(Path work, Instant since)
            throws IOException, CommandException, InterruptedException {
        Map<String, String> environment = Program.minimalEnvironment(parentEnvironment, work);
        for (String name : command.environment()) {
            String value = parentEnvironment.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        ProcessLimits limits =
                new ProcessLimits(command.timeout(), MAX_OUTPUT_BYTES, command.maxFolderBytes());
        ProcessResult result = new Program(commandLine(work, since), work, environment).run(limits);
        String lastLines = lastLines(result);
        if (!result.isSuccess()) {
            throw new CommandException(
                    "%s %s%s".formatted(command.name(), describeEnding(result), lastLines), null);
        }
        return lastLines;
    }

    private String describeEnding(ProcessResult result) {
        return switch (result.ending()) {
            case EXITED -> "failed with exit status " + result.exitStatus();
            case TIMED_OUT ->
                    "was stopped after %d s ('timeout')".formatted(command.timeout().toSeconds());
            case OUTPUT_LIMIT -> "was stopped because it produced too much output";
            case DISK_LIMIT ->
                    "was stopped because its files exceeded %d MB ('max_output_mb')"
                            .formatted(command.maxFolderBytes() >> 20);
        };
    }

    private List<String> commandLine(Path work, Instant since) throws CommandException {
        Map<String, String> values =
                Map.of(
                        "work", work.toString(),
                        "since", since.truncatedTo(ChronoUnit.SECONDS).toString(),
                        "since_seconds", Long.toString(since.getEpochSecond()),
                        "since_day", DAY.format(since));
        List<String> arguments = new ArrayList<>();
        for (String argument : command.commandLine()) {
            arguments.add(
                    Placeholders.fill(argument, name -> Optional.ofNullable(values.get(name)))
                            .orElse(argument));
        }
        arguments.set(0, program(arguments.getFirst()).toString());
        return arguments;
    }

    /** Resolves a name on the PATH, and a path relative to the YAML file. */
    private Path program(String name) throws CommandException {
        if (name.contains("/")) {
            return command.file().resolveSibling(name);
        }
        return ProgramPath.find(parentEnvironment.get("PATH"), name)
                .orElseThrow(() ->
                        new CommandException(
                                ("%s: run: program '%s' not found on the PATH; install it, or"
                                                        + " specify")
                                                .formatted(command.file(), name)
                                        + " its path",
                                null));
    }

    private Results read(Path folder, String lastLines) throws IOException, CommandException {
        ResultFiles files = ResultFiles.in(folder);
        List<Path> results = files.matching(command.results());
        if (results.isEmpty()) {
            throw new CommandException(
                    "%s produced no results: no file matches %s in its folder%s"
                            .formatted(
                                    command.name(),
                                    String.join(", ", command.results()),
                                    lastLines),
                    null);
        }
        ResultReader reader = new ResultReader(command.rows());
        boolean anyRead = false;
        for (Path result : results) {
            anyRead |= reader.read(result);
        }
        if (!anyRead && reader.rows().isEmpty()) {
            throw new CommandException(
                    "%s produced unreadable results: %s"
                            .formatted(command.name(), String.join("; ", reader.notes())),
                    null);
        }
        return items(reader, new ResultMedia(files, command.media()));
    }

    private static Results items(ResultReader reader, ResultMedia media) throws IOException {
        List<String> notes = new ArrayList<>(reader.notes());
        List<ResultRow> rows = reader.rows();
        if (rows.size() > MAX_ROWS) {
            notes.add("only the first %d of %d rows were read".formatted(MAX_ROWS, rows.size()));
            rows = rows.subList(0, MAX_ROWS);
        }
        List<Item> items = new ArrayList<>();
        for (ResultRow row : rows) {
            items.add(
                    media.of(row)
                            .map(found -> new Item(row, found.file(), found.url()))
                            .orElseGet(() -> new Item(row, Optional.empty(), Optional.empty())));
        }
        return new Results(items, notes, reader.files());
    }

    /**
     * Returns the last lines of standard error, else of standard output: some programs report
     * errors there.
     */
    private static String lastLines(ProcessResult result) {
        List<String> lines = result.lastErrorLines(MAX_LAST_LINES);
        if (lines.isEmpty()) {
            List<String> outputLines =
                    result.stdout().lines().filter(line -> !line.isBlank()).toList();
            lines =
                    outputLines.subList(
                            Math.max(0, outputLines.size() - MAX_LAST_LINES), outputLines.size());
        }
        String text = String.join(" / ", lines).replaceAll("\\p{Cc}(\\[[0-9;]*m)?", "");
        String shortened =
                text.length() > MAX_OUTPUT_CHARS ? text.substring(0, MAX_OUTPUT_CHARS) + "…" : text;
        return text.isEmpty() ? "; no output" : ": " + shortened;
    }
}
