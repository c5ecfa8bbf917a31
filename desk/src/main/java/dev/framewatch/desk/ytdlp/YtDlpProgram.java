package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.program.ProcessLimits;
import dev.framewatch.desk.program.ProcessResult;
import dev.framewatch.desk.program.Program;
import dev.framewatch.desk.program.ProgramPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Locates yt-dlp once and checks that its version supports the options in use. */
final class YtDlpProgram {
    /** The version in Debian 12, the oldest one tested. */
    private static final String MIN_VERSION = "2023.03.04";

    private static final String VARIABLE = "FRAMEWATCH_YTDLP";
    private static final Pattern VERSION = Pattern.compile("^\\d{4}\\.\\d{2}\\.\\d{2}");
    private static final ProcessLimits VERSION_LIMITS =
            new ProcessLimits(Duration.ofMinutes(1), 1 << 16, 1 << 20);

    private final Map<String, String> environment;
    private @Nullable Installation installation;

    YtDlpProgram(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    record Installation(Path path, String version) {}

    String version() throws YtDlpException, InterruptedException {
        return installation().version;
    }

    /**
     * Prepares a run on one page, in a folder of its own.
     *
     * @param parent parent of that folder; null for the system's temporary folder
     * @throws YtDlpException if yt-dlp is not available, or the page is not an http or https URL
     */
    YtDlpRun prepare(URI page, YtDlpOptions permissions, @Nullable Path parent)
            throws YtDlpException, InterruptedException {
        try {
            return new YtDlpRun(installation(), environment, page, permissions, parent);
        } catch (YtDlpException e) {
            throw new YtDlpException(e.kind(), RedactedUrl.of(page) + ": " + e.getMessage(), e);
        }
    }

    private synchronized Installation installation() throws YtDlpException, InterruptedException {
        Installation current = installation;
        if (current == null) {
            Path path = path();
            current = new Installation(path, versionOf(path));
            installation = current;
        }
        return current;
    }

    private Path path() throws YtDlpException {
        String configured = environment.getOrDefault(VARIABLE, "");
        if (!configured.isBlank()) {
            Path path = Path.of(configured).toAbsolutePath();
            if (!Files.isExecutable(path)) {
                throw missing(VARIABLE + " names " + path + ", which is not an executable program");
            }
            return path;
        }
        return ProgramPath.find(environment.get("PATH"), "yt-dlp", "yt-dlp.exe")
                .orElseThrow(() ->
                        missing(
                                "yt-dlp is needed to read this page and was not found on the"
                                        + " PATH; install it (Debian: apt install yt-dlp), or set"
                                        + " its path in "
                                        + VARIABLE));
    }

    private String versionOf(Path path) throws YtDlpException, InterruptedException {
        ProcessResult result;
        try (TemporaryFolder work = TemporaryFolder.in(null)) {
            List<String> command = List.of(path.toString(), "--ignore-config", "--version");
            result =
                    new Program(command, work.path(), work.environment(environment))
                            .run(VERSION_LIMITS);
        } catch (IOException e) {
            throw new YtDlpException(
                    YtDlpErrorKind.NO_PROGRAM, path + " cannot be run: " + e.getMessage(), e);
        }
        Matcher version = VERSION.matcher(result.stdout().strip());
        if (!result.isSuccess() || !version.find()) {
            throw missing(
                    "%s does not report a version of yt-dlp %s"
                            .formatted(path, result.lastErrorLines(1)));
        }
        if (version.group().compareTo(MIN_VERSION) < 0) {
            throw missing(
                    "%s is yt-dlp %s; version %s or newer is required, preferably the latest, since sites"
                                    .formatted(path, version.group(), MIN_VERSION)
                            + " change");
        }
        return version.group();
    }

    private static YtDlpException missing(String message) {
        return new YtDlpException(YtDlpErrorKind.NO_PROGRAM, message, null);
    }
}
