package dev.framewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.service.ReviewService.Decision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Event streams of a running desk. */
@Timeout(60)
class LiveTest {
    @TempDir private Path folder;

    private Newsroom newsroom;
    private WebDesk desk;
    private DeskBrowser browser;

    @BeforeEach
    void start() throws Exception {
        newsroom = new Newsroom(folder).add(2);
        desk = newsroom.serve(_ -> {});
        browser = DeskBrowser.open(desk);
    }

    @AfterEach
    void stop() {
        desk.close();
        browser.close();
        newsroom.close();
    }

    /** A window that follows the desk. */
    private final class Window implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;

        Window(String... headers) throws IOException, InterruptedException {
            var request = browser.request("/live");
            HttpResponse<InputStream> answer =
                    browser.client.send(
                            (headers.length == 0 ? request : request.headers(headers)).build(),
                            BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            body = answer.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            assertThat(lines.readLine()).startsWith("retry:");
        }

        /** Waits for the next line that begins so; null at the end of the stream. */
        String next(String beginning) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(beginning)) {
                line = lines.readLine();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private void decide(int number, Decision decision) throws IOException {
        newsroom.desk.reviews().decide(newsroom.ids.get(number), decision, "", "ben");
    }

    @Test
    void whatHappensReachesEveryWindow() throws Exception {
        try (Window one = new Window();
                Window other = new Window()) {
            decide(0, Decision.CONFIRMED);
            for (Window window : java.util.List.of(one, other)) {
                assertThat(window.next("data:"))
                        .contains("review_answered", newsroom.ids.getFirst())
                        .doesNotContain("ben");
            }
        }
    }

    @Test
    void aWindowThatWasAwayIsToldWhatItMissedAndThenWhatHappens() throws Exception {
        long before = newsroom.desk.events().lastId();
        decide(0, Decision.CONFIRMED);
        try (Window window = new Window("Last-Event-ID", Long.toString(before))) {
            String missed = window.next("id:");
            assertThat(missed).isEqualTo("id: " + (before + 1));
            assertThat(window.next("data:")).contains(newsroom.ids.getFirst());
            decide(1, Decision.REJECTED);
            assertThat(window.next("id:")).isEqualTo("id: " + (before + 2));
            assertThat(window.next("data:")).contains(newsroom.ids.get(1));
        }
        try (Window window = new Window("Last-Event-ID", Long.toString(before + 1))) {
            assertThat(window.next("id:")).isEqualTo("id: " + (before + 2));
        }
    }

    @Test
    void oneThatDoesNotReadStopsNobodyElse() throws Exception {
        try (Socket sleeping =
                new Socket(InetAddress.getLoopbackAddress(), desk.address().getPort())) {
            String cookie =
                    browser.request("/live").build().headers().firstValue("Cookie").orElseThrow();
            sleeping.setReceiveBufferSize(1024);
            sleeping.getOutputStream()
                    .write(
                            "GET /live HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n"
                                    .formatted(desk.address().getPort(), cookie)
                                    .getBytes(StandardCharsets.US_ASCII));
            try (Window window = new Window()) {
                for (int i = 0; i < 5; i++) {
                    decide(0, Decision.CONFIRMED);
                    newsroom.desk.reviews().undo(newsroom.ids.getFirst(), "ben");
                    assertThat(window.next("data:")).contains(newsroom.ids.getFirst());
                    assertThat(window.next("data:")).contains(newsroom.ids.getFirst());
                }
            }
        }
    }

    @Test
    void theDeskStopsWithOpenWindows() throws Exception {
        try (Window one = new Window();
                Window other = new Window()) {
            long began = System.nanoTime();
            desk.close();
            assertThat(one.next("data:")).isNull();
            assertThat(other.next("data:")).isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }
}
