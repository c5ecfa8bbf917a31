package dev.framewatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask for what: a running server with the database of a newsroom. */
@TestInstance(Lifecycle.PER_CLASS)
class WebDeskTest {
    @TempDir private static Path folder;

    private Newsroom newsroom;
    private WebDesk desk;
    private final List<URI> nextAddresses = new ArrayList<>();
    private DeskBrowser browser;
    private DeskBrowser stranger;

    @BeforeAll
    void start() throws Exception {
        newsroom = new Newsroom(folder).add(2);
        desk = newsroom.serve(nextAddresses::add);
        browser = DeskBrowser.open(desk);
        stranger = DeskBrowser.stranger(desk);
    }

    @AfterAll
    void stop() {
        browser.close();
        stranger.close();
        desk.close();
        newsroom.close();
    }

    /** All addresses that a session can read, with what they contain. */
    private Map<String, String> addresses() {
        String sighting = "/sightings/" + newsroom.ids.getFirst();
        return Map.ofEntries(
                Map.entry("/", "New sightings"),
                Map.entry("/review", "Confirm"),
                Map.entry("/sightings", "2 sightings"),
                Map.entry(sighting, "Who did what"),
                Map.entry(sighting + "/video", "ftyp"),
                Map.entry(sighting + "/pictures/01-at-5.00s.jpg", "JFIF"),
                Map.entry(sighting + "/face.jpg", "JFIF"),
                Map.entry(sighting + "/thumbnail.jpg", "JFIF"),
                Map.entry("/targets", "mayor"),
                Map.entry("/sources", "every 15 min"),
                Map.entry("/alerts", "Nobody is told yet"),
                Map.entry("/trends", "sightings of mayor"),
                Map.entry("/trends/mayor/chart.svg", "<svg"),
                Map.entry("/api/v1/status", "\"healthy\""),
                Map.entry("/api/v1/sightings", "\"total\":2"),
                Map.entry("/api/v1" + sighting, "\"mayor\""),
                Map.entry("/api/v1" + sighting + "/evidence", "\"threshold\":0.5"),
                Map.entry("/api/v1/review", newsroom.ids.getFirst()),
                Map.entry("/api/v1/targets", "\"mayor\""),
                Map.entry("/api/v1/sources", "\"city\""),
                Map.entry("/api/v1/alerts", "\"items\":[]"),
                Map.entry("/api/v1/trends/mayor", "\"stretches\""),
                Map.entry("/api/v1/openapi.json", "\"3.1.0\""));
    }

    @Test
    void everyAddressAnswersASessionAndRefusesAStranger() throws Exception {
        for (Map.Entry<String, String> address : addresses().entrySet()) {
            HttpResponse<String> answer = browser.get(address.getKey());
            assertThat(answer.statusCode()).as(address.getKey()).isEqualTo(200);
            assertThat(answer.body()).as(address.getKey()).contains(address.getValue());
            HttpResponse<String> refusal = stranger.get(address.getKey());
            assertThat(refusal.statusCode()).as(address.getKey()).isEqualTo(403);
            assertThat(refusal.body()).doesNotContain(address.getValue());
        }
        assertThat(stranger.get("/live").statusCode()).isEqualTo(403);
    }

    /** The list above is complete: what the server knows is in it, or changes something. */
    @Test
    void everyRouteIsWalked() {
        List<String> walked =
                addresses().keySet().stream()
                        .map(address ->
                                address.replace(newsroom.ids.getFirst(), "{id}")
                                        .replace("01-at-5.00s.jpg", "{name}")
                                        .replaceFirst("/trends/mayor", "/trends/{target}"))
                        .toList();
        List<String> known =
                desk.routes().stream()
                        .filter(route -> route.startsWith("GET "))
                        .map(route -> route.substring(4))
                        .toList();
        assertThat(known)
                .hasSizeGreaterThan(20)
                .filteredOn(path -> !walked.contains(path))
                .containsExactlyInAnyOrder(
                        "/open",
                        "/healthz",
                        "/readyz",
                        "/assets/{name}",
                        "/live", // LiveTest
                        "/sightings/{id}/storyboard/{index}"); // none is kept here
        assertThat(desk.routes().stream().filter(route -> !route.matches("(GET|HEAD) .*")))
                .containsExactlyInAnyOrder(
                        "POST /review/undo",
                        "POST /review/{id}",
                        "POST /api/v1/review/{id}",
                        "DELETE /api/v1/review/{id}");
    }

    @Test
    void noChangeIsAcceptedWithoutTheToken() throws Exception {
        String id = newsroom.ids.getFirst();
        String token = browser.token();
        String json = "{\"answer\":\"confirmed\"}";
        Map<String, String> answer = Map.of("answer", "confirmed");
        Map<String, String> complete = Map.of("answer", "confirmed", "csrf", token);
        List<HttpResponse<String>> refused =
                List.of(
                        browser.post("/review/" + id, answer),
                        browser.post("/review/" + id, Map.of("answer", "confirmed", "csrf", "0")),
                        browser.post("/review/" + id, complete, "Origin", "http://example.org"),
                        browser.post("/review/" + id, complete, "Origin", "null"),
                        browser.post("/review/undo", Map.of()),
                        browser.send("POST", "/api/v1/review/" + id, "application/json", json),
                        browser.send("DELETE", "/api/v1/review/" + id, "application/json", ""),
                        stranger.post("/review/" + id, complete),
                        stranger.send(
                                "POST",
                                "/api/v1/review/" + id,
                                "application/json",
                                json,
                                "X-Csrf-Token",
                                token));
        assertThat(refused).extracting(HttpResponse::statusCode).containsOnly(403);
        assertThat(newsroom.desk.sightings().show(id).reviews()).isEmpty();
        assertThat(newsroom.desk.reviews().queue(null, "anna", 10))
                .noneMatch(waiting -> waiting.isUnsure());
    }

    @Test
    void theAddressOpensOneSessionAndThenAnotherIsShown() throws Exception {
        URI first = desk.address();
        try (DeskBrowser second = DeskBrowser.open(desk)) {
            assertThat(second.get("/").statusCode()).isEqualTo(200);
        }
        assertThat(desk.address()).isNotEqualTo(first).isEqualTo(nextAddresses.getLast());
        HttpResponse<String> again = stranger.get(first.getPath() + "?" + first.getQuery());
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(again.body()).contains("This address was used before");
        assertThat(stranger.get("/open?token=").statusCode()).isEqualTo(403);
        assertThat(stranger.get("/open").statusCode()).isEqualTo(403);
    }

    @Test
    void anotherHostNameIsRefused() throws Exception {
        int port = desk.address().getPort();
        for (String host : List.of("example.org:" + port, "127.0.0.1", "localhost:1")) {
            String answer = RawRequest.send(port, "GET /healthz HTTP/1.1\r\nHost: " + host);
            assertThat(answer).as(host).startsWith("HTTP/1.1 421");
        }
        assertThat(RawRequest.send(port, "GET /healthz HTTP/1.1\r\nHost: localhost:" + port))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void everyAnswerForbidsWhatTheDeskDoesNotNeed() throws Exception {
        for (String path : List.of("/", "/nowhere", "/healthz", "/api/v1/status")) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
        String chart =
                browser.get("/trends/mayor/chart.svg")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow();
        assertThat(chart).contains("default-src 'none'; style-src 'sha256-");
    }

    @Test
    void pagesHaveNeitherScriptsNorStylesInThem() throws Exception {
        for (String path : List.of("/", "/review", "/sightings", "/trends", "/sources")) {
            assertThat(browser.get(path).body())
                    .as(path)
                    .doesNotContainPattern("<script>|<style|\\sstyle=|\\son\\w+=|javascript:");
        }
    }

    @Test
    void captionsFullOfMarkupStayText() throws Exception {
        String hostile = newsroom.ids.get(1);
        for (String path : List.of("/sightings/" + hostile, "/review?at=" + hostile)) {
            assertThat(browser.get(path).body())
                    .as(path)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;")
                    .doesNotContain("<script>alert", "\u202e");
        }
        assertThat(browser.get("/sightings?words=%3Cscript%3Ealert").body())
                .contains("1 sighting; the filters hide 1")
                .doesNotContain("<script>alert");
    }

    @Test
    void healthNeedsNoSession() throws Exception {
        assertThat(stranger.get("/healthz").body()).isEqualTo("ok\n");
        assertThat(stranger.get("/readyz").body()).isEqualTo("ready\n");
    }

    @Test
    void assetsHaveTheHashOfTheirContentInTheirAddress() throws Exception {
        String page = browser.get("/").body();
        String address = page.replaceFirst("(?s).*(/assets/\\w+-desk\\.css).*", "$1");
        HttpResponse<String> css = stranger.get(address);
        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(stranger.get("/assets/0123456789abcdef-desk.css").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/assets/..%2fdesk.css").statusCode()).isIn(400, 404);
    }

    @Test
    void whatDoesNotExistIsSaidOnAPageAndInJson() throws Exception {
        assertThat(browser.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(browser.get("/nowhere").body()).contains("There is nothing at this address.");
        HttpResponse<String> sighting = browser.get("/sightings/ffffffffffff");
        assertThat(sighting.statusCode()).isEqualTo(404);
        assertThat(sighting.body()).contains("No sighting 'ffffffffffff'");
        assertThat(browser.get("/sightings/..%2f..%2fetc").statusCode()).isIn(400, 404);
        HttpResponse<String> json = browser.get("/api/v1/sightings/ffffffffffff");
        assertThat(json.statusCode()).isEqualTo(404);
        assertThat(json.body()).contains("\"code\":\"not_found\"");
        assertThat(browser.get("/sightings?state=odd").statusCode()).isEqualTo(400);
        assertThat(browser.get("/api/v1/sightings?limit=0").statusCode()).isEqualTo(400);
        assertThat(
                        browser.get(
                                        "/sightings/"
                                                + newsroom.ids.getFirst()
                                                + "/pictures/evidence.json")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() ->
                        WebDesk.start(
                                newsroom.desk,
                                newsroom.clock,
                                new WebDesk.Settings(desk.address().getPort(), "anna", "test"),
                                _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + desk.address().getPort());
    }

    @Test
    void anotherMachineCannotConnect() {
        assertThat(desk.address().getHost()).isEqualTo("127.0.0.1");
        assertThat(desk.listensOn()).containsExactly("127.0.0.1");
    }

    @Test
    void filesAreSentInPartsAndRevalidated() throws Exception {
        String path = "/sightings/" + newsroom.ids.getFirst() + "/video";
        byte[] all =
                browser.client
                        .send(browser.request(path).build(), BodyHandlers.ofByteArray())
                        .body();
        HttpResponse<byte[]> tail =
                browser.client.send(
                        browser.request(path).header("Range", "bytes=-500").build(),
                        BodyHandlers.ofByteArray());
        assertThat(tail.statusCode()).isEqualTo(206);
        assertThat(tail.body())
                .isEqualTo(java.util.Arrays.copyOfRange(all, all.length - 500, all.length));
        assertThat(tail.headers().firstValue("Content-Range"))
                .hasValue("bytes %d-%d/%d".formatted(all.length - 500, all.length - 1, all.length));
        HttpResponse<byte[]> head =
                browser.client.send(
                        browser.request(path).HEAD().build(), BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(all.length);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("video/mp4");
        String etag = head.headers().firstValue("ETag").orElseThrow();
        assertThat(browser.get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(browser.get(path, "Range", "bytes=%d-".formatted(all.length)).statusCode())
                .isEqualTo(416);
        assertThat(browser.get(path, "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        String face = "/sightings/" + newsroom.ids.getFirst() + "/face.jpg";
        String derived = browser.get(face).headers().firstValue("ETag").orElseThrow();
        assertThat(browser.get(face, "If-None-Match", derived).statusCode()).isEqualTo(304);
    }
}
