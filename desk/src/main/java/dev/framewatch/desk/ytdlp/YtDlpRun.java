package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.FilteringProxy;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.program.ProcessLimits;
import dev.framewatch.desk.program.ProcessResult;
import dev.framewatch.desk.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of yt-dlp on one page, with a folder and a guarded proxy of its own. */
final class YtDlpRun implements AutoCloseable {
    /**
     * For every run: nobody's settings, nothing kept, no other program, and no patience that the
     * watch does not have itself.
     */
    private static final List<String> COMMON_OPTIONS =
            List.of(
                    "--no-cache-dir",
                    "--no-warnings",
                    "--no-overwrites",
                    "--no-exec",
                    "--default-search",
                    "error",
                    "--socket-timeout",
                    "20",
                    "--retries",
                    "1",
                    "--fragment-retries",
                    "1",
                    "--extractor-retries",
                    "1",
                    // Nothing is there: ffmpeg would open connections past the proxy.
                    "--ffmpeg-location",
                    "no-ffmpeg");

    private final YtDlpProgram.Installation program;
    private final Map<String, String> parentEnvironment;
    private final URI page;
    private final YtDlpOptions permissions;
    private final TemporaryFolder work;
    private final FilteringProxy proxy;

    /**
     * @param parent where its folder is made; null for the system's place for temporary files
     */
    YtDlpRun(
            YtDlpProgram.Installation program,
            Map<String, String> ours,
            URI page,
            YtDlpOptions rules,
            @Nullable Path parent)
            throws YtDlpException {
        AddressPolicy addresses =
                rules.allowPrivate() ? AddressPolicy.PRIVATE_TOO : AddressPolicy.PUBLIC_ONLY;
        this.program = program;
        this.parentEnvironment = ours;
        this.permissions = rules;
        try {
            this.page = addresses.check(page);
            this.work = TemporaryFolder.in(parent);
        } catch (AddressBlockedException e) {
            throw new YtDlpException(YtDlpErrorKind.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw localFailure(e);
        }
        this.proxy = new FilteringProxy(addresses);
    }

    /** Where it writes. */
    Path folder() {
        return work.path();
    }

    /**
     * What it said on standard output.
     *
     * @throws YtDlpException when it did not end well
     */
    String run(List<String> options, ProcessLimits limits)
            throws YtDlpException, InterruptedException {
        ProcessResult ran;
        try {
            Path settings = configFile();
            List<String> words = new ArrayList<>();
            words.add(program.path().toString());
            words.addAll(List.of("--ignore-config", "--config-locations", settings.toString()));
            words.addAll(COMMON_OPTIONS);
            words.addAll(options);
            words.addAll(List.of("--batch-file", urlFile().toString()));
            ran = new Program(words, work.path(), environment()).run(limits);
        } catch (IOException e) {
            throw localFailure(e);
        }
        if (!ran.isSuccess()) {
            throw failure(ran, limits);
        }
        return ran.stdout();
    }

    /** In a file, as the proxy's password is: everybody on a machine sees command lines. */
    private Path urlFile() throws IOException {
        return Files.writeString(work.path().resolve("addresses"), page.toASCIIString() + "\n");
    }

    private Path configFile() throws IOException {
        StringBuilder text = new StringBuilder("--proxy " + proxy.url() + "\n");
        if (!permissions.cookiesFromBrowser().isEmpty()) {
            text.append(
                    "--cookies-from-browser '%s'\n".formatted(permissions.cookiesFromBrowser()));
        }
        return Files.writeString(work.path().resolve("settings"), text);
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> all = work.environment(parentEnvironment);
        all.put("PYTHONPATH", work.guard().toString());
        all.put("FRAMEWATCH_PROXY_PORT", Integer.toString(proxy.url().getPort()));
        if (!permissions.cookiesFromBrowser().isEmpty()) {
            for (String name : List.of("HOME", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS")) {
                all.computeIfAbsent(name, parentEnvironment::get);
            }
            all.put("HOME", parentEnvironment.getOrDefault("HOME", work.path().toString()));
        }
        return all;
    }

    private YtDlpException failure(ProcessResult ran, ProcessLimits limits) {
        return switch (ran.ending()) {
            case EXITED -> reportedError(ran);
            case TIMED_OUT ->
                    failed(
                            YtDlpErrorKind.OUT_OF_TIME,
                            "it took longer than %d s".formatted(limits.timeout().toSeconds()));
            case OUTPUT_LIMIT ->
                    failed(YtDlpErrorKind.TOO_LARGE, "yt-dlp has too much to say of it");
            case DISK_LIMIT -> failed(YtDlpErrorKind.TOO_LARGE, "it is larger than may be fetched");
        };
    }

    private YtDlpException reportedError(ProcessResult ran) {
        List<String> refusals = proxy.refusals();
        if (!refusals.isEmpty()) {
            return failed(YtDlpErrorKind.REFUSED, refusals.getFirst());
        }
        String error = YtDlpErrorLine.of(ran.lastErrorLines(50));
        YtDlpErrorKind complaint = YtDlpErrorKind.of(error);
        return failed(
                complaint,
                complaint == YtDlpErrorKind.OTHER
                        ? "%s; it is of %s, and sites change: a newer one may do"
                                .formatted(YtDlpErrorLine.redact(error), program.version())
                        : complaint.description());
    }

    private YtDlpException failed(YtDlpErrorKind complaint, String reason) {
        return new YtDlpException(complaint, RedactedUrl.of(page) + ": " + reason, null);
    }

    private static YtDlpException localFailure(IOException e) {
        YtDlpErrorKind complaint = YtDlpErrorKind.of(String.valueOf(e.getMessage()));
        return new YtDlpException(
                complaint == YtDlpErrorKind.NO_SPACE ? complaint : YtDlpErrorKind.OTHER,
                "yt-dlp cannot be run: " + e.getMessage(),
                e);
    }

    @Override
    public void close() {
        proxy.close();
        try {
            work.close();
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + work.path(), e);
        }
    }
}
