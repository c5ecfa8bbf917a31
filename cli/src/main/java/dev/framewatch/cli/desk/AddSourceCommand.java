package dev.framewatch.cli.desk;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.framewatch.desk.secret.SecretLocation;
import dev.framewatch.desk.service.DeskServices;
import dev.framewatch.desk.service.SourceService.NewSource;
import dev.framewatch.desk.source.SourceAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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
            "  framewatch sources add anna ytdlp https://www.tiktok.com/@anna --every 30m",
            "  framewatch sources add scraper command scraper.yaml --every 1h",
            "  framewatch sources add blog feed https://blog.example.org/feed.xml",
            "  framewatch sources add research tiktok-research research.yaml --every 6h",
            "  framewatch sources add wire feed https://wire.example.org/rss \\",
            "      --user desk --password-file wire-password",
            "  framewatch sources add api feed https://api.example.org/feed \\",
            "      --header X-Api-Key=env:WIRE_KEY",
            "",
            "Passwords and headers are sent to the feed's server only, also for its media,",
            "and are read for each request; the database has the name of the variable or",
            "file only. The location is validated first; if it is invalid, nothing is added.",
            "URLs on localhost and private networks are blocked unless --allow-private is",
            "given, including those that a feed links to."
        })
final class AddSourceCommand implements Callable<Integer> {
    private static final String DEFAULT_PASSWORD_VARIABLE = "FRAMEWATCH_SOURCE_PASSWORD";

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

    @Option(names = "--user", paramLabel = "NAME", description = "User name of a feed's server.")
    private @Nullable String user;

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description =
                    "Environment variable that holds the password (default: "
                            + DEFAULT_PASSWORD_VARIABLE
                            + ").")
    private @Nullable String passwordVariable;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--header",
            paramLabel = "NAME=PLACE",
            description =
                    "Header of a feed's requests; its value is read from env:VARIABLE or"
                            + " file:FILE. Repeatable.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--user-agent",
            paramLabel = "TEXT",
            description = "User-Agent of a feed's requests (default: framewatch).")
    private @Nullable String userAgent;

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
                        allowPrivate,
                        access());
        try (DeskServices services = desk.open()) {
            services.sources().add(source, desk.actor());
        }
        desk.note(
                "Added %s. To preview its posts: framewatch sources test %s".formatted(name, name));
        return 0;
    }

    private @Nullable SourceAccess access() {
        if (user == null
                && passwordVariable == null
                && passwordFile == null
                && headers.isEmpty()
                && userAgent == null) {
            return null;
        }
        if (passwordVariable != null && passwordFile != null) {
            throw new IllegalArgumentException(
                    "give either --password-env or --password-file, not both");
        }
        SecretLocation password = null;
        if (passwordFile != null) {
            password = new SecretLocation(null, absolute(passwordFile));
        } else if (user != null || passwordVariable != null) {
            password =
                    new SecretLocation(
                            requireNonNullElse(passwordVariable, DEFAULT_PASSWORD_VARIABLE), null);
        }
        Map<String, SecretLocation> places = new LinkedHashMap<>();
        headers.forEach((header, place) -> places.put(header, place(header, place)));
        return new SourceAccess(user, password, places, userAgent);
    }

    private static SecretLocation place(String header, String text) {
        if (text.startsWith("env:")) {
            return new SecretLocation(text.substring("env:".length()), null);
        }
        if (text.startsWith("file:")) {
            return new SecretLocation(null, absolute(Path.of(text.substring("file:".length()))));
        }
        throw new IllegalArgumentException(
                ("--header: where is the value of %s? Write %s=env:VARIABLE or %s=file:FILE, so"
                                + " that it is not in the history of the shell")
                        .formatted(header, header, header));
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }
}
