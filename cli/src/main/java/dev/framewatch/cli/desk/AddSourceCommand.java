package dev.framewatch.cli.desk;

import static java.util.Objects.requireNonNull;

import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.audit.AuditAction;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.SourceSettings;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.SourceRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
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
        SourceKind what = SourceKind.of(requireNonNull(kind));
        String where = requireNonNull(place);
        SourceSettings settings =
                new SourceSettings(
                        requireNonNull(name),
                        what,
                        what.isPath() ? file(what, where) : where,
                        every,
                        allowPrivate);
        try (SourceContextFactory tools = new SourceContextFactory(desk);
                Database database = Database.open(desk.home().get())) {
            SourceFactory.open(settings, tools.tools());
            boolean added = database.writeAndGet(handle -> add(handle, settings));
            if (!added) {
                desk.note(
                        "framewatch: there is a source '%s' already; remove it first, or choose another name"
                                .formatted(settings.name()));
                return 2;
            }
        } catch (SourceException e) {
            desk.note("framewatch: " + e.getMessage());
            return 2;
        }
        desk.note(
                "Added %s. See what it would bring with: framewatch sources test %s"
                        .formatted(settings.name(), settings.name()));
        return 0;
    }

    /** Its place may hold what is secret, so the audit log tells the kind only. */
    private boolean add(Handle handle, SourceSettings settings) {
        boolean added = new SourceRepository(handle).add(settings, desk.clock().instant());
        if (added) {
            desk.audit(
                    handle,
                    AuditAction.SOURCE_ADDED,
                    settings.name(),
                    Map.of("kind", settings.kind().word()));
        }
        return added;
    }

    private static String file(SourceKind kind, String place) throws IOException {
        Path path = Path.of(place).toAbsolutePath().normalize();
        boolean isThere = kind == SourceKind.FOLDER ? Files.isDirectory(path) : Files.exists(path);
        if (!isThere) {
            throw new IOException(
                    kind == SourceKind.FOLDER
                            ? "there is no folder " + path
                            : "there is no file " + path);
        }
        return path.toString();
    }
}
