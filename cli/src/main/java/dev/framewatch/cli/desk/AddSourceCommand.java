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

/** {@code framewatch sources add}. */
@Command(
        name = "add",
        description = "Adds a Source, which the watch asks from then on.",
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
            "What is wrong with a place or a file is said at once; nothing is added then.",
            "Addresses inside this machine or a private network are refused without",
            "--allow-private, also where a feed leads to them."
        })
final class AddSourceCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "What to call it: letters, digits, dots, hyphens, underscores.")
    private @Nullable String name;

    @Parameters(
            index = "1",
            paramLabel = "KIND",
            description = "folder, list, ytdlp, command, feed or tiktok-research.")
    private @Nullable String kind;

    @Parameters(index = "2", paramLabel = "PLACE", description = "A folder, file or address.")
    private @Nullable String place;

    @Option(
            names = "--every",
            paramLabel = "INTERVAL",
            defaultValue = "10m",
            converter = DurationText.class,
            description = "How often it is asked: 30s, 10m, 2h, 1d (default: 10m).")
    private Duration every = Duration.ofMinutes(10);

    @Option(
            names = "--allow-private",
            description = "It and its media may lie in this machine or a private network.")
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
                "Added %s. See what it would bring with: framewatch sources test %s"
                        .formatted(name, name));
        return 0;
    }
}
