package dev.framewatch.cli.desk;

import dev.framewatch.cli.console.Plural;
import dev.framewatch.desk.api.PostDto;
import dev.framewatch.desk.api.SourceDto;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.SourceService;
import dev.framewatch.desk.service.SourceService.TestResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch sources}: manages the sources of posts. */
@Command(
        name = "sources",
        description = "Manage sources: list, add, test, pause, resume, rename, remove.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch sources                                     list all sources",
            "  framewatch sources add drop folder /srv/clips --every 1m",
            "  framewatch sources add blog feed https://blog.example.org/feed.xml",
            "  framewatch sources add --help                          all source types",
            "  framewatch sources test blog                           preview its posts",
            "  framewatch sources pause blog",
            "  framewatch sources rename blog wire                    its posts follow",
            "  framewatch sources remove blog                         its posts are kept",
            "",
            "Exit status: 0 success, 1 a test returned no posts, 2 error."
        })
public final class SourcesCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Option(names = "--json", description = "Print JSON Lines.")
    private boolean json;

    private SourcesCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** Returns the command with all its subcommands. */
    public static CommandLine with(DeskContext desk) {
        return new CommandLine(new SourcesCommand(desk)).addSubcommand(new AddSourceCommand(desk));
    }

    @Override
    public Integer call() throws IOException {
        return list(false);
    }

    @Command(
            name = "list",
            description = "List sources with their status.",
            mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print JSON Lines.") boolean asJson)
            throws IOException {
        List<SourceDto> sources;
        try (DeskServices services = desk.open()) {
            sources = services.sources().list();
        }
        for (SourceDto source : sources) {
            if (json || asJson) {
                desk.json(source);
            } else {
                desk.out().println(SourceText.of(source, desk.times()));
            }
        }
        if (sources.isEmpty()) {
            desk.note("No sources. To add one: framewatch sources add --help");
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Show a source with its status.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = "Source name.") String name,
            @Option(names = "--json", description = "Print one JSON object.") boolean asJson)
            throws IOException {
        SourceDto source;
        try (DeskServices services = desk.open()) {
            source = services.sources().get(name);
        }
        if (json || asJson) {
            desk.json(source);
        } else {
            desk.out().println(SourceText.of(source, desk.times()));
        }
        return 0;
    }

    @Command(
            name = "test",
            description = "Poll a source once and show its posts; nothing is recorded.",
            mixinStandardHelpOptions = true)
    int test(
            @Parameters(paramLabel = "NAME", description = "Source name.") String name,
            @Option(names = "--json", description = "Print JSON Lines.") boolean asJson,
            @Option(
                            names = {"--limit", "--most"},
                            paramLabel = "N",
                            defaultValue = "10",
                            description = "Maximum number of posts to show (default: 10).")
                    int maxPosts)
            throws IOException, InterruptedException {
        try (DeskServices services = desk.open()) {
            SourceService sources = services.sources();
            desk.note("Polling %s: %s ...".formatted(name, sources.get(name).place()));
            return show(sources.test(name, maxPosts), json || asJson);
        }
    }

    private int show(TestResult result, boolean asJson) {
        for (PostDto post : result.posts()) {
            if (asJson) {
                desk.json(post);
            } else {
                desk.out().println(SourceText.of(post, desk.times()));
            }
        }
        result.notes().forEach(note -> desk.note("note: " + SourceText.oneLine(note)));
        desk.note(
                "%s, %d shown; nothing was recorded"
                        .formatted(Plural.of(result.total(), "post"), result.posts().size()));
        return result.total() == 0 ? 1 : 0;
    }

    @Command(
            name = "pause",
            description = "Pause polling of a source.",
            mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "NAME", description = "Source name.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.sources().pause(name);
        }
        desk.note("Paused " + name);
        return 0;
    }

    @Command(
            name = "resume",
            description = "Resume polling of a source, starting now.",
            mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "NAME", description = "Source name.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.sources().resume(name);
        }
        desk.note("Resumed " + name);
        return 0;
    }

    @Command(
            name = "rename",
            description =
                    "Give a source another name. Its posts, polls and canaries follow; a running"
                            + " watch goes on. What the audit log and evidence say stays.",
            mixinStandardHelpOptions = true)
    int rename(
            @Parameters(paramLabel = "NAME", description = "Source name.") String name,
            @Parameters(paramLabel = "NEW", description = "New name.") String other)
            throws IOException {
        try (DeskServices services = desk.open()) {
            desk.noteRename(name, services.sources().rename(name, other, desk.actor()));
        }
        return 0;
    }

    @Command(
            name = "remove",
            description = "Remove a source; its posts are kept.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "Source name.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.sources().remove(name, desk.actor());
        }
        desk.note("Removed " + name);
        return 0;
    }
}
