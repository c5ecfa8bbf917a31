package dev.framewatch.cli.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.learn.dataset.FolderLabels;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.MultipleInstanceLearner;
import dev.framewatch.learn.label.LabellingSession;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and its requests, over HTTP. */
class LabelServerTest {
    private static final List<String> CLASSES = List.of("1", "0");

    @TempDir private Path folder;
    @AutoClose private final HttpClient client = HttpClient.newHttpClient();

    private LabelServer server;
    private URI base;
    private String cookie;

    @BeforeEach
    void start() throws Exception {
        Files.write(
                folder.resolve("a.png"),
                ImageFiles.encodePng(
                        new RgbImage(2, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3})));
        Files.writeString(folder.resolve("<b>&.jpg"), "not an image");
        LabellingSession session =
                new LabellingSession(
                        FolderLabels.of(folder),
                        CLASSES,
                        new MultipleInstanceLearner(new LogisticRegression(30)));
        server = new LabelServer(session, CLASSES, 0);
        base = server.address().resolve("/");
        cookie =
                client.send(
                                HttpRequest.newBuilder(server.address()).build(),
                                BodyHandlers.ofString())
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Cookie", cookie.replaceFirst(";.*", ""));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Origin", "http://" + base.getAuthority())
                        .POST(BodyPublishers.ofString(json)));
    }

    @Test
    void theTokenOfTheAddressBecomesACookieThatScriptsAndOtherSitesDoNotGet() throws Exception {
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        HttpResponse<String> page = send(request("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Label frames", "img-src 'self' data:; connect-src 'self'")
                .doesNotContain("unsafe-inline");
    }

    @Test
    void anAnswerIsSavedAndTheNextImageNamed() throws Exception {
        assertThat(send(request("/state")).body()).contains("\"labelled\":0", "\"total\":2");
        HttpResponse<String> answered = post("/answer", "{\"image\":\"a.png\",\"label\":\"1\"}");

        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        assertThat(answered.body()).contains("\"image\":\"<b>&.jpg\"", "\"labelled\":1");
        assertThat(Files.readString(folder.resolve("mapping.csv"))).contains("a.png,1,");
        assertThat(post("/undo", "{}").body()).contains("\"image\":\"a.png\"", "\"labelled\":0");
        assertThat(post("/skip", "{\"image\":\"a.png\"}").body()).contains("<b>&.jpg");
    }

    @Test
    void imagesAreServedByNameAndNothingElse() throws Exception {
        HttpResponse<String> image = send(request("/image?name=a.png"));
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(image.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        for (String name : List.of("..%2Fa.png", "mapping.csv", "%2Fetc%2Fhostname", "")) {
            assertThat(send(request("/image?name=" + name)).statusCode()).as(name).isEqualTo(404);
        }
        assertThat(send(request("/other")).statusCode()).isEqualTo(404);
    }

    @Test
    void whoDoesNotKnowTheAddressSeesNothing() throws Exception {
        for (String path : List.of("/", "/state", "/image?name=a.png", "/?token=0")) {
            HttpResponse<String> refused = send(HttpRequest.newBuilder(base.resolve(path)));
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.body()).contains("the address that the terminal shows");
        }
    }

    @Test
    void anotherSiteChangesNothing() throws Exception {
        String json = "{\"image\":\"a.png\",\"label\":\"1\"}";
        HttpRequest.Builder without = request("/answer").POST(BodyPublishers.ofString(json));
        HttpRequest.Builder foreign =
                request("/answer")
                        .header("Origin", "http://example.org")
                        .POST(BodyPublishers.ofString(json));

        assertThat(send(without).statusCode()).isEqualTo(403);
        assertThat(send(foreign).statusCode()).isEqualTo(403);
        assertThat(folder.resolve("mapping.csv")).doesNotExist();
    }

    @Test
    void requestsThatMakeNoSenseAreRefusedInWords() throws Exception {
        assertThat(post("/answer", "{\"image\":\"a.png\"}").body()).contains("lacks a field");
        assertThat(post("/answer", "[").body()).contains("not valid JSON");
        assertThat(post("/answer", "{\"image\":\"a.png\",\"label\":\"2\"}").body())
                .contains("is none of 1, 0");
        assertThat(post("/answer", "x".repeat(1 << 17)).statusCode()).isEqualTo(413);
        assertThat(post("/answer", "{\"image\":\"b.png\",\"label\":\"1\"}").statusCode())
                .isEqualTo(400);
        assertThat(folder.resolve("mapping.csv")).doesNotExist();
    }

    @Test
    void finishingEndsTheWait() throws Exception {
        assertThat(post("/finish", "{}").statusCode()).isEqualTo(200);
        server.await();
    }
}
