package dev.framewatch.desk.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.framewatch.desk.SourceFactory;
import dev.framewatch.desk.http.AddressPolicy;
import dev.framewatch.desk.http.WebClient;
import dev.framewatch.desk.source.Source;
import dev.framewatch.desk.source.SourceContext;
import dev.framewatch.desk.source.SourceException;
import dev.framewatch.desk.source.SourceKind;
import dev.framewatch.desk.source.Sources;
import dev.framewatch.testing.LoopbackSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedSourceTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);

    private LoopbackSite site;
    private WebClient web;
    private Source source;

    private int status = 200;
    private byte[] body = {};
    private final Headers said = new Headers();
    private final Headers heard = new Headers();

    @BeforeEach
    void start() throws Exception {
        site = new LoopbackSite().otherwise(this::answer);
        web = new WebClient(AddressPolicy.PRIVATE_TOO, NOON);
        source = source("/feeds/feed?key=hush");
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        web.close();
    }

    private Source source(String path) throws SourceException {
        return source("feed", path);
    }

    private Source source(String name, String path) throws SourceException {
        SourceContext tools = new SourceContext(web, web, Path.of("work"), NOON, Map.of());
        return SourceFactory.open(Sources.inside(SourceKind.FEED, name, site.at("") + path), tools);
    }

    private void answer(HttpExchange exchange) throws IOException {
        heard.clear();
        heard.putAll(exchange.getRequestHeaders());
        exchange.getResponseHeaders().putAll(said);
        boolean same =
                status == 200
                        && said.containsKey("ETag")
                        && Objects.equals(heard.getFirst("If-None-Match"), said.getFirst("ETag"));
        exchange.sendResponseHeaders(
                same ? 304 : status, same || body.length == 0 ? -1 : body.length);
        if (!same && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private Source.Batch poll(String feed) throws Exception {
        body = feed.getBytes(StandardCharsets.UTF_8);
        return source.poll("");
    }

    private static String rss(String items) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"
             xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Clips</title><link>https://site.example/</link>
        <description>All of them</description>
        %s
        </channel></rss>
        """
                .formatted(items);
    }

    @Test
    void theEntriesOfARenamedSourceAreTheSamePosts() throws Exception {
        Source.Batch first = poll(rss("<item><guid>1</guid></item>"));
        source = source("wire", "/feeds/feed?key=hush");
        body =
                rss("<item><guid>1</guid><title>changed</title></item>")
                        .getBytes(StandardCharsets.UTF_8);
        Source.Batch second = source.poll(first.cursor());
        assertThat(second.posts().getFirst().key()).isEqualTo(first.posts().getFirst().key());
        assertThat(source.poll("").posts().getFirst().key())
                .isNotEqualTo(first.posts().getFirst().key());
    }

    @Test
    void aFeedThatDidNotChangeIsNotSentAgain() throws Exception {
        said.add("ETag", "\"v1\"");
        said.add("Last-Modified", "Mon, 04 May 2026 09:00:00 GMT");
        Source.Batch first = poll(rss("<item><guid>1</guid></item>"));
        assertThat(first.posts()).hasSize(1);
        Source.Batch second = source.poll(first.cursor());
        assertThat(heard.getFirst("If-None-Match")).isEqualTo("\"v1\"");
        assertThat(heard.getFirst("If-Modified-Since")).isEqualTo("Mon, 04 May 2026 09:00:00 GMT");
        assertThat(second.posts()).isEmpty();
        assertThat(second.cursor()).isEqualTo(first.cursor());
        said.set("ETag", "\"v2\"");
        body = rss("<item><guid>2</guid></item>").getBytes(StandardCharsets.UTF_8);
        assertThat(source.poll(second.cursor()).posts()).hasSize(1);
    }

    @Test
    void theWholeAnswerComesWithThePosts() throws Exception {
        said.add("X-From", "here");
        Source.Batch batch = poll(rss("<item><guid>1</guid></item><item><guid>2</guid></item>"));
        assertThat(batch.responses())
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.body()).isEqualTo(body);
                    assertThat(answer.origin().headers()).containsEntry("x-from", "here");
                    assertThat(answer.posts())
                            .containsExactlyInAnyOrder("web:feed 1", "web:feed 2");
                });
    }

    @Test
    void aServerThatKnowsNoConditionsIsUnderstoodToo() throws Exception {
        Source.Batch first = poll(rss("<item><guid>1</guid></item>"));
        assertThat(source.poll(first.cursor()).posts()).isEmpty();
    }

    @Test
    void aBadCursorOnlyBringsEverythingAgain() throws Exception {
        body = rss("<item><guid>1</guid></item>").getBytes(StandardCharsets.UTF_8);
        for (String cursor : List.of("nonsense", "[]", "{\"etag\":\"a\\r\\nX: b\"}")) {
            assertThat(source.poll(cursor).posts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | answered 401: access denied",
                "404 | answered 404: no feed at this URL",
                "429 | answered 429: too many requests",
                "503 | answered 503: server error"
            })
    void aRefusalIsReportedWithItsRetryAfter(int refusal, String sentence) {
        status = refusal;
        said.add("Retry-After", "Mon, 04 May 2026 12:15:00 GMT");
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        failed -> {
                            assertThat(failed)
                                    .hasMessage(site.at("") + "/feeds/feed?… " + sentence);
                            assertThat(failed.retryAfter()).isEqualTo(Duration.ofMinutes(15));
                        });
    }

    @Test
    void aFeedThatIsGoneIsSoForGood() {
        status = 410;
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOfSatisfying(
                        SourceException.class, failed -> assertThat(failed.isPermanent()).isTrue())
                .hasMessageEndingWith(
                        "answered 410: the feed was removed permanently; remove this source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html><head></head></html> | returned a web page, not a feed",
                "<HTML><head><link rel='alternate' type='application/rss+xml' href='/rss.xml'> "
                        + "| returned a web page, not a feed; it links to the feed SITE/rss.xml",
                "<opml version='2.0'><body/></opml> | returned XML that is not a feed",
                "<rss version='2.0'><channel><item> | is malformed: line 1 is not XML",
                "{\"items\":[]} | returned JSON that is not a JSON Feed",
                "{\"version\": | is malformed: line 1 is not JSON",
                "just words | returned something other than a feed",
                "'' | returned an empty response"
            })
    void garbageInsteadOfAFeedIsAFailureInASentence(String garbage, String sentence) {
        assertThatThrownBy(() -> poll(garbage))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        site.at("")
                                + "/feeds/feed?… "
                                + sentence.replace("SITE", site.at("").toString()));
    }

    @Test
    void aFeedWithoutEndIsRefusedAndOneWithManyEntriesIsCut() throws Exception {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 1200; i++) {
            items.append("<item><guid>").append(i).append("</guid></item>");
        }
        Source.Batch batch = poll(rss(items.toString()));
        assertThat(batch.posts()).hasSize(FeedEntries.MAX_ENTRIES);
        assertThat(batch.notes()).containsExactly("only the first 1000 entries were read");
        body = new byte[(int) FeedSource.MAX_BYTES + 1];
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage("feed " + site.at("") + "/feeds/feed?… is larger than 16 MB");
    }

    @Test
    void aServerThatIsNotThereIsAFailureWithoutTheKeyOfTheFeed() {
        site.close();
        assertThatThrownBy(() -> source.poll(""))
                .isInstanceOf(SourceException.class)
                .hasMessage(site.at("") + "/feeds/feed?… refused the connection");
    }
}
