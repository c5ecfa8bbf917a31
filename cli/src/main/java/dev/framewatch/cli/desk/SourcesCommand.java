package dev.framewatch.cli.desk;

import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.post.Post;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch sources}: where Posts come from. */
@Command(
        name = "sources",
        description = "Lists the Sources that are watched, adds, tries, pauses and removes them.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch sources                                     what is watched",
            "  framewatch sources add drop folder /srv/clips --every 1m",
            "  framewatch sources add blog feed https://blog.example.org/feed.xml",
            "  framewatch sources add --help                          every kind there is",
            "  framewatch sources test blog                           what it would bring; nothing"
                    + " is recorded",
            "  framewatch sources pause blog",
            "  framewatch sources remove blog                         what it brought stays",
            "",
            "Exit status: 0 all is well, 1 a test brought nothing, 2 something went wrong."
        })
public final class SourcesCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    private SourcesCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** The command with all its subcommands. */
    public static CommandLine with(DeskContext desk) {
        return new CommandLine(new SourcesCommand(desk)).addSubcommand(new AddSourceCommand(desk));
    }

    @Override
    public Integer call() throws IOException {
        return list(false);
    }

    @Command(
            name = "list",
            description = "Lists the Sources and how each is doing.",
            mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--json", description = "One object a line on standard output.")
                    boolean asJson)
            throws IOException {
        List<SourceRepository.Row> rows;
        try (Database database = Database.open(desk.home().get())) {
            rows = database.read(handle -> new SourceRepository(handle).list());
        }
        for (SourceRepository.Row row : rows) {
            if (json || asJson) {
                desk.json(SourceJson.of(row));
            } else {
                desk.out().println(SourceText.of(row));
                if (row.lastFailure() != null) {
                    desk.out().println("    " + SourceText.oneLine(row.lastFailure()));
                }
            }
        }
        if (rows.isEmpty()) {
            desk.note("Nothing is watched yet. Begin with: framewatch sources add --help");
        }
        return 0;
    }

    @Command(
            name = "test",
            description = "Asks a Source once and shows what it brings; nothing is recorded.",
            mixinStandardHelpOptions = true)
    int test(
            @Parameters(paramLabel = "NAME", description = "The Source.") String name,
            @Option(names = "--json", description = "One object a line on standard output.")
                    boolean asJson,
            @Option(
                            names = "--most",
                            paramLabel = "N",
                            defaultValue = "10",
                            description = "How many Posts are shown (default: 10).")
                    int most)
            throws IOException, InterruptedException {
        Optional<SourceSettings> settings;
        try (Database database = Database.open(desk.home().get())) {
            settings =
                    database.read(handle -> new SourceRepository(handle).get(name))
                            .map(SourceRepository.Row::settings);
        }
        if (settings.isEmpty()) {
            return unknown(name);
        }
        desk.note("Asking %s: %s ...".formatted(name, SourceText.place(settings.get())));
        try (SourceContextFactory tools = new SourceContextFactory(desk)) {
            return show(
                    SourceFactory.open(settings.get(), tools.tools()).poll(""),
                    json || asJson,
                    most);
        } catch (SourceException e) {
            desk.note("framewatch: %s: %s".formatted(name, e.getMessage()));
            return 2;
        }
    }

    private int show(Source.Batch batch, boolean asJson, int most) {
        List<Post> shown = batch.posts().stream().limit(most).toList();
        for (Post post : shown) {
            if (asJson) {
                desk.json(SourceJson.of(post));
            } else {
                desk.out().println(SourceText.of(post));
            }
        }
        batch.notes().forEach(note -> desk.note("note: " + SourceText.oneLine(note)));
        desk.note(
                "%d posts, %d shown; nothing was recorded"
                        .formatted(batch.posts().size(), shown.size()));
        return batch.posts().isEmpty() ? 1 : 0;
    }

    @Command(
            name = "pause",
            description = "Leaves a Source alone until it is resumed.",
            mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "NAME", description = "The Source.") String name)
            throws IOException {
        return change(name, table -> table.pause(name), "Paused " + name);
    }

    @Command(
            name = "resume",
            description = "Has a Source asked again, at once.",
            mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "NAME", description = "The Source.") String name)
            throws IOException {
        return change(name, table -> table.resume(name, desk.clock().instant()), "Resumed " + name);
    }

    @Command(
            name = "remove",
            description = "Removes a Source; what it brought stays.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "The Source.") String name)
            throws IOException {
        try (Database database = Database.open(desk.home().get())) {
            boolean removed = database.writeAndGet(handle -> remove(handle, name));
            if (!removed) {
                return unknown(name);
            }
        }
        desk.note("Removed " + name);
        return 0;
    }

    private boolean remove(Handle handle, String name) {
        boolean removed = new SourceRepository(handle).remove(name);
        if (removed) {
            desk.audit(handle, AuditAction.SOURCE_REMOVED, name, Map.of());
        }
        return removed;
    }

    private int change(String name, Predicate<SourceRepository> change, String done)
            throws IOException {
        try (Database database = Database.open(desk.home().get())) {
            boolean changed =
                    database.writeAndGet(handle -> change.test(new SourceRepository(handle)));
            if (!changed) {
                return unknown(name);
            }
        }
        desk.note(done);
        return 0;
    }

    private int unknown(String name) {
        desk.note("framewatch: there is no source '%s'".formatted(name));
        return 2;
    }
}
