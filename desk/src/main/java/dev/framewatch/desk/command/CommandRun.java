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

/** Runs a command in a folder of its own and reads what it brought. */
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
     * @param ours the environment of this process, of which the command sees what it needs and what
     *     its file names
     */
    public CommandRun(CommandSpec command, Map<String, String> ours) {
        this.command = command;
        this.parentEnvironment = Map.copyOf(ours);
    }

    /**
     * A row with what belongs to it.
     *
     * @param file of its media; empty where it has none or has an address
     * @param url of its media, as it stands in the row
     */
    public record Item(ResultRow row, Optional<Path> file, Optional<String> url) {}

    /**
     * What a command brought.
     *
     * @param items in the order of the files and their rows
     * @param notes what was left out and why, for people
     */
    public record Results(List<Item> items, List<String> notes) {
        public Results {
            items = List.copyOf(items);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Runs the command, if there is one, and reads its results.
     *
     * @param work an empty folder, which stays as the command leaves it
     * @param since when it last succeeded
     * @throws CommandException when it fails, takes too long, or leaves no results
     */
    public Results run(Path work, Instant since) throws CommandException, InterruptedException {
        Path place = command.folder() == null ? work : command.folder();
        try {
            String lastWords = command.commandLine().isEmpty() ? "" : execute(work, since);
            return read(place, lastWords);
        } catch (IOException e) {
            throw new CommandException(
                    "%s: %s cannot be run or read: %s"
                            .formatted(command.file(), command.name(), e.getMessage()),
                    e);
        }
    }

    /** What it said last, for the case that it brought nothing. */
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
        ProcessResult ran = new Program(commandLine(work, since), work, environment).run(limits);
        String lastWords = lastLines(ran);
        if (!ran.isSuccess()) {
            throw new CommandException(
                    "%s %s%s".formatted(command.name(), describeEnding(ran), lastWords), null);
        }
        return lastWords;
    }

    private String describeEnding(ProcessResult ran) {
        return switch (ran.ending()) {
            case EXITED -> "failed with status " + ran.exitStatus();
            case TIMED_OUT ->
                    "was stopped after %d s ('timeout')".formatted(command.timeout().toSeconds());
            case OUTPUT_LIMIT -> "was stopped because it wrote too much to its output";
            case DISK_LIMIT ->
                    "was stopped because its files grew larger than %d MB ('most-megabytes')"
                            .formatted(command.maxFolderBytes() >> 20);
        };
    }

    private List<String> commandLine(Path work, Instant since) throws CommandException {
        Map<String, String> known =
                Map.of(
                        "work", work.toString(),
                        "since", since.truncatedTo(ChronoUnit.SECONDS).toString(),
                        "since-seconds", Long.toString(since.getEpochSecond()),
                        "since-day", DAY.format(since));
        List<String> words = new ArrayList<>();
        for (String word : command.commandLine()) {
            words.add(
                    Placeholders.fill(word, name -> Optional.ofNullable(known.get(name)))
                            .orElse(word));
        }
        words.set(0, program(words.getFirst()).toString());
        return words;
    }

    /** A name is looked for on the PATH, a path is relative to the YAML file. */
    private Path program(String name) throws CommandException {
        if (name.contains("/")) {
            return command.file().resolveSibling(name);
        }
        return ProgramPath.find(parentEnvironment.get("PATH"), name)
                .orElseThrow(() ->
                        new CommandException(
                                "%s: run: there is no program '%s' on the PATH; install it, or write"
                                                .formatted(command.file(), name)
                                        + " where it is",
                                null));
    }

    private Results read(Path place, String lastWords) throws IOException, CommandException {
        ResultFiles files = ResultFiles.in(place);
        List<Path> results = files.matching(command.results());
        if (results.isEmpty()) {
            throw new CommandException(
                    "%s left no results: nothing like %s in its folder%s"
                            .formatted(
                                    command.name(),
                                    String.join(", ", command.results()),
                                    lastWords),
                    null);
        }
        ResultReader reader = new ResultReader(command.rows());
        boolean any = false;
        for (Path result : results) {
            any |= reader.read(result);
        }
        if (!any && reader.rows().isEmpty()) {
            throw new CommandException(
                    "%s left results that cannot be read: %s"
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
        return new Results(items, notes);
    }

    /** Of standard error, else of standard output: some programs complain there. */
    private static String lastLines(ProcessResult ran) {
        List<String> lines = ran.lastErrorLines(MAX_LAST_LINES);
        if (lines.isEmpty()) {
            List<String> said = ran.stdout().lines().filter(line -> !line.isBlank()).toList();
            lines = said.subList(Math.max(0, said.size() - MAX_LAST_LINES), said.size());
        }
        String words = String.join(" / ", lines).replaceAll("\\p{Cntrl}(\\[[0-9;]*m)?", "");
        String shortened =
                words.length() > MAX_OUTPUT_CHARS
                        ? words.substring(0, MAX_OUTPUT_CHARS) + "…"
                        : words;
        return words.isEmpty() ? "; it said nothing" : ": " + shortened;
    }
}
