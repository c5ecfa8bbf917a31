package dev.framewatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.service.ReviewService.Decision;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The desk in Chromium: what needs JavaScript, and how the pages look. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(180)
class BrowserTest {
    private static final int DECISIONS = Integer.getInteger("framewatch.decisions", 12);
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir private static Path folder;

    private Newsroom newsroom;
    private WebDesk desk;
    private Chromium chromium;
    private Chromium.Window window;
    private URI base;

    @BeforeAll
    void start() throws Exception {
        chromium = Chromium.start(folder.resolve("profile"));
        newsroom = new Newsroom(folder).add(DECISIONS + 3);
        newsroom.desk.reviews().decide(newsroom.ids.getLast(), Decision.CONFIRMED, "", "ben");
        newsroom.desk
                .reviews()
                .decide(newsroom.ids.get(DECISIONS + 1), Decision.REJECTED, "a statue", "ben");
        desk = newsroom.serve(_ -> {});
        base = desk.address().resolve("/");
        window = chromium.window();
        window.look(1440, 900, false);
        window.open(desk.address());
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (desk != null) {
            desk.close();
            newsroom.close();
        }
    }

    private List<String> pages() {
        String sighting = "sightings/" + newsroom.ids.getFirst();
        return List.of(
                "", "review", "sightings", sighting, "targets", "trends", "sources", "alerts");
    }

    @Test
    @Order(1)
    void everyPageFitsAndIsPhotographed() throws Exception {
        for (String page : pages()) {
            window.open(base.resolve("/" + page));
            String name = page.isEmpty() ? "today" : page.replaceFirst("/.*", "-one");
            for (int width : List.of(1440, 390, 360)) {
                for (boolean dark : width == 360 ? List.of(false) : List.of(false, true)) {
                    window.look(width, 900, dark);
                    window.waitFor(
                            "[...document.images].every(i => i.complete || !i.offsetParent)");
                    assertThat(
                                    window.eval(
                                                    "document.documentElement.scrollWidth -"
                                                        + " document.documentElement.clientWidth")
                                            .asInt())
                            .as("%s is wider than %d pixels", name, width)
                            .isLessThanOrEqualTo(0);
                    if (width != 360) {
                        window.screenshot(
                                SCREENSHOTS.resolve(
                                        "%s-%d-%s.png"
                                                .formatted(name, width, dark ? "dark" : "light")));
                    }
                }
            }
            window.look(1440, 900, false);
        }
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    void aBarOfTheScoresShowsThatSecondOfTheVideo() {
        window.open(base.resolve("/sightings/" + newsroom.ids.getFirst()));
        window.eval(
                "document.querySelector('.strip a:nth-of-type(7)').dispatchEvent(new"
                        + " MouseEvent('click', {bubbles: true, cancelable: true}))");
        window.waitFor("document.querySelector('video').currentTime === 6");
        window.press("ArrowRight");
        window.waitFor("document.querySelector('video').currentTime === 7");
        assertThat(window.eval("document.querySelector('.unplayable').hidden").asBoolean())
                .isTrue();
    }

    @Test
    @Order(3)
    void whatHappensShowsInTwoOpenWindows() throws Exception {
        Chromium.Window other = chromium.window();
        for (Chromium.Window one : List.of(window, other)) {
            one.open(base.resolve("/"));
            one.waitFor("document.body.dataset.live === 'on'");
            one.eval("document.body.dataset.kept = 'yes'");
        }
        String id = newsroom.add(-1, "new family");
        for (Chromium.Window one : List.of(window, other)) {
            one.waitFor("document.querySelector('a[href=\"/sightings/%s\"]')".formatted(id));
            assertThat(one.eval("document.body.dataset.kept").asString()).isEqualTo("yes");
        }
        newsroom.desk.reviews().decide(id, Decision.REJECTED, "", "ben");
        for (Chromium.Window one : List.of(window, other)) {
            one.waitFor(
                    "document.querySelector('a[href=\"/sightings/%s\"]').closest('.card')"
                                    .formatted(id)
                            + ".innerText.includes('wrong')");
        }
    }

    @Test
    @Order(4)
    void theKeysAreShown() {
        window.open(base.resolve("/review"));
        window.press("?");
        window.waitFor("document.querySelector('#keys').open");
        window.press("?");
        window.waitFor("!document.querySelector('#keys').open");
    }

    @Test
    @Order(5)
    void everyDecisionTakesOneKey() throws Exception {
        window.open(base.resolve("/review"));
        window.eval("document.body.dataset.kept = 'yes'");
        List<String> queue =
                newsroom.desk.reviews().queue(null, "anna", 1000).stream()
                        .map(waiting -> waiting.id())
                        .toList();
        assertThat(queue).hasSizeGreaterThanOrEqualTo(DECISIONS);
        window.press("j");
        window.waitFor("document.querySelector('.position').innerText.startsWith('2 of')");
        window.press("k");
        window.waitFor("document.querySelector('.position').innerText.startsWith('1 of')");
        for (int i = 0; i < DECISIONS - 1; i++) {
            window.press(i % 2 == 0 ? "c" : "x"); // without waiting for the page
        }
        window.waitFor(
                "document.querySelector('form[action=\"/review/%s\"]')"
                        .formatted(queue.get(DECISIONS - 1)));
        for (int i = 0; i < DECISIONS - 1; i++) {
            assertThat(newsroom.desk.sightings().show(queue.get(i)).sighting().state())
                    .isEqualTo(i % 2 == 0 ? "confirmed" : "rejected");
        }
        window.press("z");
        window.waitFor(
                "document.querySelector('form[action=\"/review/%s\"]')"
                        .formatted(queue.get(DECISIONS - 2)));
        assertThat(newsroom.desk.sightings().show(queue.get(DECISIONS - 2)).sighting().state())
                .isEqualTo("new");
        assertThat(window.eval("document.body.dataset.kept").asString()).isEqualTo("yes");
        newsroom.desk.reviews().decide(queue.get(DECISIONS - 2), Decision.CONFIRMED, "", "ben");
        window.press("x");
        window.waitFor(
                "document.querySelector('[role=alert]:not([hidden])')"
                        + ".innerText.includes('ben was first')");
        assertThat(chromium.complaints()).isEmpty();
    }
}
