package dev.framewatch.cli.desk;

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
        List<SourceDto> sources;
        try (DeskServices services = desk.open()) {
            sources = services.sources().list();
        }
        for (SourceDto source : sources) {
            if (json || asJson) {
                desk.json(source);
            } else {
                desk.out().println(SourceText.of(source));
            }
        }
        if (sources.isEmpty()) {
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
        try (DeskServices services = desk.open()) {
            SourceService sources = services.sources();
            desk.note("Asking %s: %s ...".formatted(name, sources.get(name).place()));
            return show(sources.test(name, most), json || asJson);
        }
    }

    private int show(TestResult result, boolean asJson) {
        for (PostDto post : result.posts()) {
            if (asJson) {
                desk.json(post);
            } else {
                desk.out().println(SourceText.of(post));
            }
        }
        result.notes().forEach(note -> desk.note("note: " + SourceText.oneLine(note)));
        desk.note(
                "%d posts, %d shown; nothing was recorded"
                        .formatted(result.total(), result.posts().size()));
        return result.total() == 0 ? 1 : 0;
    }

    @Command(
            name = "pause",
            description = "Leaves a Source alone until it is resumed.",
            mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "NAME", description = "The Source.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.sources().pause(name);
        }
        desk.note("Paused " + name);
        return 0;
    }

    @Command(
            name = "resume",
            description = "Has a Source asked again, at once.",
            mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "NAME", description = "The Source.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.sources().resume(name);
        }
        desk.note("Resumed " + name);
        return 0;
    }

    @Command(
            name = "remove",
            description = "Removes a Source; what it brought stays.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "The Source.") String name)
            throws IOException {
        try (DeskServices services = desk.open()) {
            services.sources().remove(name, desk.actor());
        }
        desk.note("Removed " + name);
        return 0;
    }
}
