package dev.framewatch.desk.ytdlp;

import dev.framewatch.desk.http.AddressBlockedException;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.FilteringProxy;
import dev.framewatch.desk.http.OutgoingProxy;
import dev.framewatch.desk.http.RedactedUrl;
import dev.framewatch.desk.program.ProcessLimits;
import dev.framewatch.desk.program.ProcessResult;
import dev.framewatch.desk.program.Program;
import dev.framewatch.file.BoundedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of yt-dlp on one page, with its own folder and its own filtering proxy. */
final class YtDlpRun implements AutoCloseable {
    /**
     * Options of every run: no user configuration, no cache, no other programs, and few retries,
     * since the caller retries.
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
                    // Does not exist: ffmpeg would bypass the proxy.
                    "--ffmpeg-location",
                    "no-ffmpeg");

    private static final long MAX_COOKIES_BYTES = 1 << 20;

    private final YtDlpProgram.Installation program;
    private final Map<String, String> parentEnvironment;
    private final URI page;
    private final YtDlpOptions permissions;
    private final TemporaryFolder work;
    private final FilteringProxy proxy;

    /**
     * @param parentEnvironment the environment of this process
     * @param parent parent of its folder; null for the system's temporary folder
     */
    YtDlpRun(
            YtDlpProgram.Installation program,
            Map<String, String> parentEnvironment,
            URI page,
            YtDlpOptions permissions,
            @Nullable Path parent)
            throws YtDlpException {
        AddressPolicy policy =
                permissions.allowPrivate() ? AddressPolicy.PRIVATE_TOO : AddressPolicy.PUBLIC_ONLY;
        this.program = program;
        this.parentEnvironment = parentEnvironment;
        this.permissions = permissions;
        try {
            this.page = policy.check(page);
            this.work = TemporaryFolder.in(parent);
        } catch (AddressBlockedException e) {
            throw new YtDlpException(YtDlpErrorKind.REFUSED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw localFailure(e);
        }
        this.proxy = new FilteringProxy(policy, OutgoingProxy.of(parentEnvironment));
    }

    /** Returns the folder that it writes to. */
    Path folder() {
        return work.path();
    }

    /**
     * Runs yt-dlp and returns its result, which is a success.
     *
     * @throws YtDlpException if it fails or exceeds a limit
     */
    ProcessResult run(List<String> options, ProcessLimits limits)
            throws YtDlpException, InterruptedException {
        ProcessResult result;
        try {
            Path configFile = configFile();
            List<String> command = new ArrayList<>();
            command.add(program.path().toString());
            command.addAll(List.of("--ignore-config", "--config-locations", configFile.toString()));
            command.addAll(COMMON_OPTIONS);
            command.addAll(options);
            command.addAll(List.of("--batch-file", urlFile().toString()));
            result = new Program(command, work.path(), environment()).run(limits);
        } catch (IOException e) {
            throw localFailure(e);
        }
        if (!result.isSuccess()) {
            throw failure(result, limits);
        }
        return result;
    }

    /**
     * Writes the URLs to a file, as is done for the proxy's password: command lines are visible to
     * every user of a machine.
     */
    private Path urlFile() throws IOException {
        return Files.writeString(work.path().resolve("addresses"), page.toASCIIString() + "\n");
    }

    private Path configFile() throws IOException {
        StringBuilder text = new StringBuilder("--proxy " + proxy.url() + "\n");
        if (!permissions.cookiesFromBrowser().isEmpty()) {
            text.append(
                    "--cookies-from-browser '%s'\n".formatted(permissions.cookiesFromBrowser()));
        }
        if (permissions.cookies() != null) {
            Path copy = work.path().resolve("cookies"); // yt-dlp changes the file
            Files.write(copy, BoundedFile.bytes(permissions.cookies(), MAX_COOKIES_BYTES));
            text.append("--cookies '%s'\n".formatted(copy.getFileName()));
        }
        if (!permissions.userAgent().isEmpty()) {
            text.append("--user-agent '%s'\n".formatted(permissions.userAgent()));
        }
        return Files.writeString(work.path().resolve("settings"), text);
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> variables = work.environment(parentEnvironment);
        variables.put("PYTHONPATH", work.guard().toString());
        variables.put("FRAMEWATCH_PROXY_PORT", Integer.toString(proxy.url().getPort()));
        if (!permissions.cookiesFromBrowser().isEmpty()) {
            for (String name : List.of("HOME", "XDG_CONFIG_HOME", "DBUS_SESSION_BUS_ADDRESS")) {
                variables.computeIfAbsent(name, parentEnvironment::get);
            }
            variables.put("HOME", parentEnvironment.getOrDefault("HOME", work.path().toString()));
        }
        return variables;
    }

    private YtDlpException failure(ProcessResult result, ProcessLimits limits) {
        return switch (result.ending()) {
            case EXITED -> reportedError(result);
            case TIMED_OUT ->
                    failed(
                            YtDlpErrorKind.OUT_OF_TIME,
                            "timed out after %d s".formatted(limits.timeout().toSeconds()));
            case OUTPUT_LIMIT ->
                    failed(YtDlpErrorKind.TOO_LARGE, "yt-dlp produced too much output");
            case DISK_LIMIT -> failed(YtDlpErrorKind.TOO_LARGE, "it exceeds the maximum size");
        };
    }

    private YtDlpException reportedError(ProcessResult result) {
        List<String> refusals = proxy.refusals();
        if (!refusals.isEmpty()) {
            return failed(YtDlpErrorKind.REFUSED, refusals.getFirst());
        }
        String error = YtDlpErrorLine.of(result.lastErrorLines(50));
        YtDlpErrorKind kind = YtDlpErrorKind.of(error);
        return failed(
                kind,
                kind == YtDlpErrorKind.OTHER
                        ? "%s; it is version %s, and a newer one may support the site"
                                .formatted(YtDlpErrorLine.redact(error), program.version())
                        : kind.description());
    }

    private YtDlpException failed(YtDlpErrorKind kind, String reason) {
        return new YtDlpException(kind, RedactedUrl.of(page) + ": " + reason, null);
    }

    private static YtDlpException localFailure(IOException e) {
        YtDlpErrorKind kind = YtDlpErrorKind.of(String.valueOf(e.getMessage()));
        return new YtDlpException(
                kind == YtDlpErrorKind.NO_SPACE ? kind : YtDlpErrorKind.OTHER,
                "cannot run yt-dlp: " + e.getMessage(),
                e);
    }

    @Override
    public void close() {
        proxy.close();
        try {
            work.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + work.path(), e);
        }
    }
}
