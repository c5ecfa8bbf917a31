package dev.framewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.service.ReviewService.Decision;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviewing in a browser without JavaScript. */
class ReviewPageTest {
    @TempDir private Path folder;

    private Newsroom newsroom;
    private WebDesk desk;
    private DeskBrowser browser;
    private String token;
    private List<String> queue;

    @BeforeEach
    void start() throws Exception {
        newsroom = new Newsroom(folder).add(3);
        desk = newsroom.serve(_ -> {});
        browser = DeskBrowser.open(desk);
        token = browser.token();
        queue = queue();
    }

    @AfterEach
    void stop() {
        browser.close();
        desk.close();
        newsroom.close();
    }

    private List<String> queue() {
        return newsroom.desk.reviews().queue(null, "anna", 100).stream()
                .map(waiting -> waiting.id())
                .toList();
    }

    private HttpResponse<String> decide(String id, String answer, String next) throws Exception {
        return browser.post("/review/" + id, Map.of("answer", answer, "next", next, "csrf", token));
    }

    private String state(String id) {
        return newsroom.desk.sightings().show(id).sighting().state();
    }

    @Test
    void aDecisionIsRecordedAndLeadsToTheNext() throws Exception {
        HttpResponse<String> answer = decide(queue.get(0), "confirmed", queue.get(1));

        assertThat(answer.statusCode()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/review?at=" + queue.get(1));
        assertThat(browser.get(location).body())
                .contains("action=\"/review/" + queue.get(1) + "\"", "1 of 2");
        assertThat(newsroom.desk.sightings().show(queue.get(0)).reviews())
                .singleElement()
                .satisfies(review -> assertThat(review.who()).isEqualTo("anna"));
        assertThat(state(queue.get(0))).isEqualTo("confirmed");
    }

    @Test
    void theSecondIsToldWhoWasFirstAndNothingIsOverwritten() throws Exception {
        newsroom.desk.reviews().decide(queue.get(0), Decision.CONFIRMED, "", "ben");

        HttpResponse<String> answer = decide(queue.get(0), "rejected", queue.get(1));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("ben was first and said “confirmed” (12:00). Nothing was changed.")
                .contains("action=\"/review/" + queue.get(1) + "\"");
        assertThat(state(queue.get(0))).isEqualTo("confirmed");
        assertThat(newsroom.desk.sightings().show(queue.get(0)).reviews()).hasSize(1);
    }

    @Test
    void aFormSentTwiceIsRecordedOnce() throws Exception {
        assertThat(decide(queue.get(0), "rejected", "").statusCode()).isEqualTo(303);
        assertThat(decide(queue.get(0), "rejected", "").statusCode()).isEqualTo(303);
        assertThat(newsroom.desk.sightings().show(queue.get(0)).reviews()).hasSize(1);
    }

    @Test
    void aDecisionIsAboutTheWholeClipFamily() throws Exception {
        String copy = newsroom.add(3, "family0");
        assertThat(queue()).hasSize(3);
        String shown = queue().contains(copy) ? copy : newsroom.ids.getFirst();
        String other = shown.equals(copy) ? newsroom.ids.getFirst() : copy;

        decide(shown, "confirmed", "");

        assertThat(queue()).hasSize(2);
        assertThat(decide(other, "rejected", "").statusCode()).isEqualTo(409);
        assertThat(state(other)).isEqualTo("new");
    }

    @Test
    void whoIsUnsureSeesItLastAndOthersAsBefore() throws Exception {
        decide(queue.get(0), "unsure", queue.get(1));

        assertThat(queue()).containsExactly(queue.get(1), queue.get(2), queue.get(0));
        assertThat(newsroom.desk.reviews().queue(null, "ben", 10).getFirst().id())
                .isEqualTo(queue.get(0));
        assertThat(browser.get("/review?at=" + queue.get(0)).body()).contains("you were unsure");
        assertThat(state(queue.get(0))).isEqualTo("new");
    }

    @Test
    void decisionsAreTakenBackOneByOne() throws Exception {
        decide(queue.get(0), "confirmed", "");
        decide(queue.get(1), "unsure", "");
        decide(queue.get(2), "rejected", "");

        for (int i : List.of(2, 1, 0)) {
            HttpResponse<String> answer = browser.post("/review/undo", Map.of("csrf", token));
            assertThat(answer.headers().firstValue("Location"))
                    .hasValue("/review?at=" + queue.get(i));
        }

        assertThat(queue()).isEqualTo(queue);
        assertThat(
                        browser.post("/review/undo", Map.of("csrf", token))
                                .headers()
                                .firstValue("Location"))
                .hasValue("/review");
    }

    @Test
    void whatSomebodyElseDecidedSinceIsNotTakenBack() throws Exception {
        decide(queue.get(0), "confirmed", "");
        newsroom.desk.reviews().undo(queue.get(0), "anna");
        newsroom.desk.reviews().decide(queue.get(0), Decision.REJECTED, "", "ben");

        HttpResponse<String> answer = browser.post("/review/undo", Map.of("csrf", token));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("ben has rejected sighting");
        assertThat(state(queue.get(0))).isEqualTo("rejected");
    }

    @Test
    void anEmptyQueueSaysSo() throws Exception {
        for (String id : queue) {
            decide(id, "rejected", "");
        }
        assertThat(browser.get("/review").body()).contains("Nothing waits for review.", "Undo");
    }

    @Test
    void confirmedSightingsAreShownToCompareWith() throws Exception {
        decide(queue.get(0), "confirmed", "");
        assertThat(browser.get("/review").body())
                .contains("/sightings/" + queue.get(0) + "/face.jpg");
    }

    @Test
    void whatIsNotUnderstoodChangesNothing() throws Exception {
        assertThat(decide(queue.get(0), "maybe", "").statusCode()).isEqualTo(400);
        assertThat(decide("ffffffffffff", "confirmed", "").statusCode()).isEqualTo(404);
        assertThat(browser.get("/review?target=nobody").statusCode()).isEqualTo(404);
        assertThat(queue()).isEqualTo(queue);
    }
}
