package dev.framewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.JavaProcess;
import dev.framewatch.verdict.LightTargets;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code framewatch serve} in a process of its own. */
@Timeout(120)
class ServeCommandTest {
    private static final String ADDRESS = "(http://127\\.0\\.0\\.1:\\d+)/open\\?token=(\\w+)";

    @TempDir private Path folder;

    private Process serve(String... options) throws IOException {
        List<String> command =
                JavaProcess.command(
                        List.of("-XX:TieredStopAtLevel=1"),
                        Main.class,
                        "serve",
                        "--home",
                        folder.resolve("home"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void itWatchesAndServesUntilItIsToldToEnd() throws Exception {
        LightTargets.in(folder.resolve("home/targets"), "light", 0);
        Process process = serve("--port=0");
        try (BufferedReader notes = process.errorReader(StandardCharsets.UTF_8)) {
            String line = next(notes, "Open in a browser: " + ADDRESS);
            URI address = URI.create(line.substring(line.indexOf("http")));
            next(notes, ".*Monitoring started \\(Ctrl-C to stop\\)\\.");
            assertThat(status(address.resolve("/healthz"))).isEqualTo(200);
            assertThat(status(address.resolve("/"))).isEqualTo(403);
            assertThat(status(address)).isEqualTo(303);
            assertThat(next(notes, "For another browser: " + ADDRESS))
                    .doesNotContain(address.getQuery());

            process.toHandle().destroy(); // SIGTERM; Process.destroy would close the streams

            next(notes, ".*Finishing current jobs \\.\\.\\.");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** There is no target file in this home, which is what the note says. */
    @Test
    void whatIsRejectedInTheBrowserIsToldToTheTarget() throws Exception {
        String id = SeenClip.in(folder.resolve("home"));
        Process process = serve("--port=0", "--no-watch");
        try (BufferedReader notes = process.errorReader(StandardCharsets.UTF_8);
                HttpClient browser =
                        HttpClient.newBuilder()
                                .cookieHandler(new CookieManager())
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build()) {
            String line = next(notes, "Open in a browser: " + ADDRESS);
            URI address = URI.create(line.substring(line.indexOf("http")));
            HttpRequest open = HttpRequest.newBuilder(address.resolve("/review")).build();
            browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            String page = browser.send(open, BodyHandlers.ofString()).body();
            String token = page.replaceFirst("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
            HttpRequest reject =
                    HttpRequest.newBuilder(address.resolve("/review/" + id))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("answer=rejected&csrf=" + token))
                            .build();

            assertThat(browser.send(reject, BodyHandlers.ofString()).body())
                    .contains("Nothing waits for review.");

            assertThat(next(notes, "note: .*")).contains("no target 'light'");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Waits for a note of this form; there may be others before it. */
    private static String next(BufferedReader notes, String form) throws IOException {
        String line = notes.readLine();
        while (line != null && !line.matches(form)) {
            line = notes.readLine();
        }
        assertThat(line).as(form).isNotNull();
        return line;
    }

    private static int status(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        return connection.getResponseCode();
    }

    @Test
    void nothingIsServedWithoutATarget() throws Exception {
        Process process = serve("--port=0");
        String notes = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(notes).isEqualTo("framewatch: no targets\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void onlyAPortIsAPort() throws Exception {
        Process process = serve("--port=99999", "--no-watch");
        String notes = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(notes).contains("--port");
    }
}
