package dev.framewatch.cli.desk;

import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.Canary.Kind;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framewatch canaries}: what must always be found. */
@Command(
        name = "canaries",
        description =
                "Things that must always be found, so that you hear of it when the watch goes"
                        + " blind: a post that a Source must bring once a day, a video in which a"
                        + " Target must be seen.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  framewatch canaries",
            "  framewatch canaries add post someone 7301234567890",
            "  framewatch canaries add video trump known.mp4",
            "  framewatch canaries remove post someone 7301234567890"
        })
public final class CanariesCommand implements Callable<Integer> {
    private final DeskContext desk;

    @Option(names = "--json", description = "One object a line on standard output.")
    private boolean json;

    public CanariesCommand(DeskContext desk) {
        this.desk = desk;
    }

    /** The shape of {@code canaries --json}; nothing is wrong where there is no reason. */
    record Line(String kind, String subject, String value, @Nullable String reason) {}

    @Override
    public Integer call() throws IOException {
        try (Database database = Database.open(desk.home().get())) {
            List<Canary> all = database.read(handle -> new CanaryRepository(handle).all());
            for (Canary canary : all) {
                String trouble = canary.trouble(desk.clock().instant());
                if (json) {
                    String kind = canary.kind().name().toLowerCase(Locale.ROOT);
                    desk.json(new Line(kind, canary.subject(), canary.value(), trouble));
                    continue;
                }
                desk.out()
                        .printf(
                                "%-6s %s%n",
                                trouble == null ? "ok" : "FAILS",
                                trouble == null ? canary.name() : canary.name() + ": " + trouble);
            }
            return all.isEmpty() ? 1 : 0;
        }
    }

    @Command(name = "add", description = "Sets one out.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "KIND", description = "post or video.") String kind,
            @Parameters(paramLabel = "SUBJECT", description = "The Source, or the Target.")
                    String subject,
            @Parameters(paramLabel = "VALUE", description = "The post's id, or the video.")
                    String value)
            throws IOException {
        Kind what = kind(kind);
        String known = value;
        if (what == Kind.VIDEO) {
            Path video = Path.of(value).toAbsolutePath().normalize();
            if (!Files.exists(video)) {
                throw new IllegalArgumentException(video + ": there is no such video");
            }
            known = video.toString();
        }
        String kept = known;
        try (Database database = Database.open(desk.home().get())) {
            database.write(handle ->
                    new CanaryRepository(handle).add(what, subject, kept, desk.clock().instant()));
        }
        desk.note("Set out. `framewatch status` says how it does");
        return 0;
    }

    @Command(name = "remove", description = "Takes one back.", mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "KIND", description = "post or video.") String kind,
            @Parameters(paramLabel = "SUBJECT", description = "The Source, or the Target.")
                    String subject,
            @Parameters(paramLabel = "VALUE", description = "The post's id, or the video.")
                    String value)
            throws IOException {
        try (Database database = Database.open(desk.home().get())) {
            boolean removed =
                    database.writeAndGet(handle ->
                            new CanaryRepository(handle).remove(kind(kind), subject, value));
            desk.note(removed ? "Taken back" : "framewatch: there is no such canary");
            return removed ? 0 : 2;
        }
    }

    private static Kind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "post" -> Kind.POST;
            case "video" -> Kind.VIDEO;
            default ->
                    throw new IllegalArgumentException(
                            "'" + word + "' is no kind of canary: post or video");
        };
    }
}
