package dev.framewatch.desk.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.testing.LoopbackSite;
import dev.framewatch.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerClocksTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ServerClocks clocks = new ServerClocks();

    private void answer(String server, Map<String, String> headers) {
        URI url = URI.create("https://" + server + "/feed");
        clocks.record(new WebResponse(200, headers, new byte[0], url, NOON));
    }

    @Test
    void theOffsetIsWhatThisMachineIsAhead() {
        assertThat(clocks.offset()).isEmpty();
        answer("a.example", Map.of("date", "Sun, 01 Mar 2026 11:00:00 GMT"));
        assertThat(clocks.offset()).contains(Duration.ofHours(1));
        answer("a.example", Map.of("date", "Sun, 01 Mar 2026 12:30:00 GMT"));
        assertThat(clocks.offset()).contains(Duration.ofMinutes(-30));
    }

    @Test
    void aCachedAnswerIsAsOldAsItSays() {
        answer("a.example", Map.of("date", "Sat, 28 Feb 2026 12:00:00 GMT", "age", "86400"));
        assertThat(clocks.offset()).contains(Duration.ZERO);
    }

    @Test
    void aServerWithoutAClockDoesNotCount() {
        answer("a.example", Map.of());
        answer("b.example", Map.of("date", "yesterday"));
        answer("c.example", Map.of("date", "Thu, 01 Jan 1970 00:00:07 GMT"));
        assertThat(clocks.offset()).isEmpty();
    }

    /** Timestamp authorities state it in what they sign; some have a web server without a clock. */
    @Test
    void anAnswerMayStateItsTimeItself() {
        URI url = URI.create("https://tsa.example/stamp");
        WebResponse answer = new WebResponse(200, Map.of(), new byte[0], url, NOON);
        clocks.record(answer);
        assertThat(clocks.offset()).isEmpty();
        clocks.record(answer, NOON.minus(Duration.ofDays(40)));
        assertThat(clocks.offset()).contains(Duration.ofDays(40));
    }

    @Test
    void theMedianServerCountsAndOfTwoTheNearerOne() {
        answer("a.example", Map.of("date", "Sun, 01 Feb 2026 12:00:00 GMT"));
        answer("b.example", Map.of("date", "Sun, 01 Mar 2026 11:59:58 GMT"));
        assertThat(clocks.offset()).contains(Duration.ofSeconds(2));
        answer("c.example", Map.of("date", "Sun, 01 Mar 2026 12:00:00 GMT"));
        assertThat(clocks.offset()).contains(Duration.ofSeconds(2));
        clocks.clear();
        assertThat(clocks.offset()).isEmpty();
    }

    @Test
    void everyAnswerOfAClientCountsUnlessItComesFromThisMachine() throws Exception {
        MutableClock ahead = new MutableClock("2999-01-01T00:00:00Z");
        try (LoopbackSite site = new LoopbackSite().page("/feed", "text")) {
            PretendInternet internet =
                    new PretendInternet(site.port()).with("news.example", "93.184.216.34");
            try (WebClient client =
                    new WebClient(
                            internet.checked(AddressPolicy.PRIVATE_TOO), internet, ahead, clocks)) {
                client.get(site.at("/feed"), Map.of(), 1000);
                assertThat(clocks.offset()).isEmpty();
                client.get(URI.create("http://news.example/feed"), Map.of(), 1000);
            }
        }
        assertThat(clocks.offset().orElseThrow()).isGreaterThan(Duration.ofDays(300_000));
    }
}
