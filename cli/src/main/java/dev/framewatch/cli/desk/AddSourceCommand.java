package dev.framewatch.cli.desk;

import static java.util.Objects.requireNonNull;

import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.SourceService.NewSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch sources add}: adds a source. */
@Command(
        name = "add",
        description = "Add a source to poll.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch sources add drop folder /srv/clips --every 1m",
            "  framewatch sources add tips list tips.txt",
            "  framewatch sources add someone ytdlp https://www.tiktok.com/@someone --every 30m",
            "  framewatch sources add scraper command scraper.yaml --every 1h",
            "  framewatch sources add blog feed https://blog.example.org/feed.xml",
            "  framewatch sources add research tiktok-research research.yaml --every 6h",
            "",
            "The location is validated first; if it is invalid, nothing is added.",
            "URLs on localhost and private networks are blocked unless --allow-private is",
            "given, including those that a feed links to."
        })
final class AddSourceCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Name of the new source: letters, digits, dots, hyphens, underscores.")
    private @Nullable String name;

    @Parameters(
            index = "1",
            paramLabel = "KIND",
            description = "Source type: folder, list, ytdlp, command, feed or tiktok-research.")
    private @Nullable String kind;

    @Parameters(index = "2", paramLabel = "PLACE", description = "Folder, file or URL.")
    private @Nullable String place;

    @Option(
            names = "--every",
            paramLabel = "INTERVAL",
            defaultValue = "10m",
            converter = DurationText.class,
            description = "Polling interval: 30s, 10m, 2h, 1d (default: 10m).")
    private Duration every = Duration.ofMinutes(10);

    @Option(
            names = "--allow-private",
            description = "Allow localhost and private addresses for the source and its media.")
    private boolean allowPrivate;

    AddSourceCommand(DeskContext desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        NewSource source =
                new NewSource(
                        requireNonNull(name),
                        requireNonNull(kind),
                        requireNonNull(place),
                        every,
                        allowPrivate);
        try (DeskServices services = desk.open()) {
            services.sources().add(source, desk.actor());
        }
        desk.note(
                "Added %s. To preview its posts: framewatch sources test %s".formatted(name, name));
        return 0;
    }
}
