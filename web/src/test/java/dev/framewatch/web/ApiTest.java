package dev.framewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.service.AlertService.NewChannel;
import dev.framewatch.desk.service.ReviewService.Decision;
import dev.framewatch.json.StrictJson;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API of a running desk, and its description. */
class ApiTest {
    @TempDir private Path folder;

    private Newsroom newsroom;
    private WebDesk desk;
    private DeskBrowser browser;
    private JsonNode description;

    @BeforeEach
    void start() throws Exception {
        newsroom = new Newsroom(folder).add(5);
        newsroom.desk
                .alerts()
                .add(
                        new NewChannel(
                                "feed",
                                new ChannelConfig.AtomFeed(
                                        folder.resolve("alerts.atom").toString(), 10),
                                new SubscriptionFilter(
                                        List.of("mayor"),
                                        0.5,
                                        null,
                                        Digest.parse("1h"),
                                        ZoneOffset.UTC)),
                        "anna");
        newsroom.desk.reviews().decide(newsroom.ids.get(4), Decision.CONFIRMED, "sure", "ben");
        desk = newsroom.serve(_ -> {});
        browser = DeskBrowser.open(desk);
        description = json(browser.get("/api/v1/openapi.json"));
    }

    @AfterEach
    void stop() {
        browser.close();
        desk.close();
        newsroom.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return StrictJson.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> change(String method, String path, String body) throws Exception {
        return browser.send(
                method, path, "application/json", body, "X-Csrf-Token", browser.token());
    }

    @Test
    void theDescriptionListsTheRoutesOfTheServerAndNoOthers() {
        List<String> described = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method ->
                                        described.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " /api/v1"
                                                        + path.getKey())));
        assertThat(described)
                .hasSizeGreaterThan(9)
                .containsExactlyInAnyOrderElementsOf(
                        desk.routes().stream()
                                .filter(route -> route.contains(" /api/"))
                                .filter(route -> !route.endsWith("openapi.json"))
                                .toList());
        assertThat(description.path("openapi").asString()).isEqualTo("3.1.0");
    }

    @Test
    void everyAnswerIsAsDescribed() throws Exception {
        String confirmed = newsroom.ids.get(4);
        Map<String, String> answers =
                Map.of(
                        "/status", "/status",
                        "/sightings", "/sightings?limit=2&target=mayor",
                        "/sightings/{id}", "/sightings/" + confirmed,
                        "/sightings/{id}/evidence", "/sightings/" + confirmed + "/evidence",
                        "/review", "/review",
                        "/targets", "/targets",
                        "/sources", "/sources",
                        "/alerts", "/alerts",
                        "/trends/{target}", "/trends/mayor?days=3");
        description.path("paths").properties().stream()
                .filter(path -> path.getValue().has("get"))
                .forEach(path -> assertThat(answers).containsKey(path.getKey()));
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            HttpResponse<String> response = browser.get("/api/v1" + answer.getValue());
            assertThat(response.statusCode()).as(answer.getValue()).isEqualTo(200);
            check(answer.getKey(), "get", "200", response);
        }
    }

    private void check(String path, String method, String status, HttpResponse<String> response) {
        JsonNode schema =
                description
                        .path("paths")
                        .path(path)
                        .path(method)
                        .path("responses")
                        .path(status)
                        .path("content")
                        .path("application/json")
                        .path("schema");
        assertThat(schema.isObject()).as("%s %s", method, path).isTrue();
        assertThat(SchemaCheck.problems(description, schema, json(response)))
                .as("%s %s", method, path)
                .isEmpty();
    }

    @Test
    void decisionsAreRecordedAndTakenBack() throws Exception {
        String id = newsroom.ids.getFirst();
        HttpResponse<String> decided =
                change("POST", "/api/v1/review/" + id, "{\"answer\":\"rejected\",\"note\":\"no\"}");
        assertThat(decided.statusCode()).isEqualTo(200);
        check("/review/{id}", "post", "200", decided);
        assertThat(newsroom.desk.sightings().show(id).reviews())
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.answer()).isEqualTo("rejected");
                    assertThat(review.note()).isEqualTo("no");
                    assertThat(review.who()).isEqualTo("anna");
                });

        HttpResponse<String> undone = change("DELETE", "/api/v1/review/" + id, "");
        assertThat(undone.statusCode()).isEqualTo(200);
        check("/review/{id}", "delete", "200", undone);
        assertThat(newsroom.desk.sightings().show(id).sighting().state()).isEqualTo("new");
    }

    @Test
    void failuresAreAsDescribedAndChangeNothing() throws Exception {
        String taken = "/api/v1/review/" + newsroom.ids.get(4);
        HttpResponse<String> late = change("POST", taken, "{\"answer\":\"rejected\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("ben was first: confirmed at 2026-03-01T12:00:00Z");
        check("/review/{id}", "post", "default", late);
        assertThat(change("DELETE", taken, "").statusCode()).isEqualTo(409);
        assertThat(newsroom.desk.sightings().show(newsroom.ids.get(4)).reviews()).hasSize(1);
        String open = "/api/v1/review/" + newsroom.ids.getFirst();
        for (String body : List.of("", "{", "[]", "{}", "{\"answer\":1e999}", "\"confirmed\"")) {
            assertThat(change("POST", open, body).statusCode()).as(body).isEqualTo(400);
        }
        String endless = "{\"answer\":\"%s\"}".formatted("x".repeat(100_000));
        assertThat(change("POST", open, endless).statusCode()).isEqualTo(413);
        assertThat(newsroom.desk.sightings().show(newsroom.ids.getFirst()).reviews()).isEmpty();
    }

    @Test
    void listsArePagedAndFiltered() throws Exception {
        JsonNode first = json(browser.get("/api/v1/sightings?limit=2"));
        assertThat(first.path("total").asInt()).isEqualTo(5);
        JsonNode second =
                json(
                        browser.get(
                                "/api/v1/sightings?limit=2&after="
                                        + first.path("next").asString()));
        JsonNode third =
                json(
                        browser.get(
                                "/api/v1/sightings?limit=2&after="
                                        + second.path("next").asString()));
        assertThat(third.path("next").isNull()).isTrue();
        List<String> ids = new ArrayList<>();
        for (JsonNode page : List.of(first, second, third)) {
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
        }
        assertThat(ids).containsExactlyElementsOf(newsroom.ids);
        assertThat(total("state=confirmed")).isEqualTo(1);
        assertThat(total("words=HARBOUR")).isEqualTo(1);
        assertThat(total("words=%25")).isZero();
        assertThat(total("family=family2")).isEqualTo(1);
        assertThat(total("source=city")).isEqualTo(5);
        assertThat(total("source=other")).isZero();
        assertThat(total("min_score=0.8")).isEqualTo(2);
        assertThat(total("since=2026-03-01T11:00:00Z")).isEqualTo(2);
        assertThat(total("since=2026-03-02")).isZero();
    }

    private int total(String query) throws Exception {
        return json(browser.get("/api/v1/sightings?" + query)).path("total").asInt();
    }
}
