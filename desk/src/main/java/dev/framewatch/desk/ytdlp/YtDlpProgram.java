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

/** Finds yt-dlp, once, and checks that it is new enough for the options that it is given. */
final class YtDlpProgram {
    /** That of Debian 12, with which this is tested. */
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
     * A run on one page, in a folder of its own.
     *
     * @param parent where that folder is made; null for the system's place for temporary files
     * @throws YtDlpException when there is no yt-dlp to run, or the address is not one of the web
     */
    YtDlpRun prepare(URI page, YtDlpOptions rules, @Nullable Path parent)
            throws YtDlpException, InterruptedException {
        try {
            return new YtDlpRun(installation(), environment, page, rules, parent);
        } catch (YtDlpException e) {
            throw new YtDlpException(e.kind(), RedactedUrl.of(page) + ": " + e.getMessage(), e);
        }
    }

    private synchronized Installation installation() throws YtDlpException, InterruptedException {
        Installation known = installation;
        if (known == null) {
            Path path = path();
            known = new Installation(path, versionOf(path));
            installation = known;
        }
        return known;
    }

    private Path path() throws YtDlpException {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            Path path = Path.of(named).toAbsolutePath();
            if (!Files.isExecutable(path)) {
                throw missing(VARIABLE + " names " + path + ", which is no program");
            }
            return path;
        }
        return ProgramPath.find(environment.get("PATH"), "yt-dlp", "yt-dlp.exe")
                .orElseThrow(() ->
                        missing(
                                "yt-dlp is needed to read this page and was not found on the"
                                        + " PATH; install it (Debian: apt install yt-dlp), or say"
                                        + " where it is with "
                                        + VARIABLE));
    }

    private String versionOf(Path path) throws YtDlpException, InterruptedException {
        ProcessResult ran;
        try (TemporaryFolder work = TemporaryFolder.in(null)) {
            List<String> words = List.of(path.toString(), "--ignore-config", "--version");
            ran =
                    new Program(words, work.path(), work.environment(environment))
                            .run(VERSION_LIMITS);
        } catch (IOException e) {
            throw new YtDlpException(
                    YtDlpErrorKind.NO_PROGRAM, path + " cannot be run: " + e.getMessage(), e);
        }
        Matcher version = VERSION.matcher(ran.stdout().strip());
        if (!ran.isSuccess() || !version.find()) {
            throw missing(
                    "%s does not say which version of yt-dlp it is %s"
                            .formatted(path, ran.lastErrorLines(1)));
        }
        if (version.group().compareTo(MIN_VERSION) < 0) {
            throw missing(
                    "%s is yt-dlp of %s; %s or newer is needed, and the newest is best, since sites"
                                    .formatted(path, version.group(), MIN_VERSION)
                            + " change");
        }
        return version.group();
    }

    private static YtDlpException missing(String message) {
        return new YtDlpException(YtDlpErrorKind.NO_PROGRAM, message, null);
    }
}
