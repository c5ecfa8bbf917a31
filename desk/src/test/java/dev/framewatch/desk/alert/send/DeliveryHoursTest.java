package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.QuietHours;
import dev.framewatch.desk.alert.Receiver.Request;
import dev.framewatch.desk.alert.SubscriptionFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When messages go out: quiet hours, digests, pauses, and what servers ask for. */
class DeliveryHoursTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir private Path home;
    @AutoClose private AlertDesk desk;

    @BeforeEach
    void aDesk() throws IOException {
        desk = new AlertDesk(home);
    }

    @Test
    void aServerThatAsksForTimeGetsIt() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.receiver.answers(429, Map.of("Retry-After", "1200"));
        desk.delivery.deliverDue();
        desk.receiver.answers(200);
        desk.clock.advance(Duration.ofSeconds(1199));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.requests()).hasSize(1);
        desk.clock.advance(Duration.ofSeconds(1));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("f1");
    }

    @Test
    void aServerCannotAskForMoreThanADay() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.receiver.answers(503, Map.of("Retry-After", "9999999"));
        desk.delivery.deliverDue();
        assertThat(desk.report("desk").nextAttempt()).isEqualTo("2026-03-03T10:15:00Z");
    }

    @Test
    void messagesWaitForTheEndOfQuietHoursAlsoWhenClocksChange() throws Exception {
        desk.channel(
                "desk",
                new SubscriptionFilter(
                        List.of(),
                        0,
                        QuietHours.parse("22:00-07:00"),
                        null,
                        ZoneId.of("Europe/Berlin")));
        desk.clock.set("2026-03-28T20:59:00Z");
        desk.announce(Events.sighting("evening"));
        desk.delivery.deliverDue();
        desk.clock.set("2026-03-28T21:00:00Z");
        desk.announce(Events.sighting("night"));
        desk.delivery.deliverDue();
        desk.clock.set("2026-03-29T04:59:59Z");
        desk.announce(Events.sighting("morning"));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("evening");
        desk.clock.set("2026-03-29T05:00:00Z");
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("evening", "night", "morning");
    }

    @Test
    void aDigestIsOneMessageAndAnEmptyOneIsNone() throws Exception {
        desk.channel(
                "desk",
                new SubscriptionFilter(List.of(), 0, null, Digest.parse("1h"), ZoneOffset.UTC));
        desk.delivery.deliverDue();
        desk.announce(Events.sighting("f1"));
        desk.clock.advance(Duration.ofMinutes(40));
        desk.announce(Events.sighting("f2"));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.requests()).isEmpty();
        desk.clock.advance(Duration.ofMinutes(20));
        desk.delivery.deliverDue();
        desk.clock.advance(Duration.ofHours(5));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.requests()).hasSize(1);
        assertThat(desk.receiver.requests().getFirst().json().get("type").asString())
                .isEqualTo("digest");
        assertThat(desk.receiver.taken()).containsExactly("f1", "f2");
    }

    @Test
    void aDigestThatIsSentAgainIsTheSameWhateverCameSince() throws Exception {
        desk.channel(
                "desk",
                new SubscriptionFilter(List.of(), 0, null, Digest.parse("1h"), ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.announce(Events.sighting("f2"));
        desk.clock.advance(Duration.ofHours(1));
        desk.receiver.answers(500);
        desk.delivery.deliverDue();
        desk.announce(Events.sighting("f3"));
        desk.clock.advance(MINUTE);
        desk.receiver.answers(200);
        desk.delivery.deliverDue();
        desk.clock.advance(Duration.ofHours(1));
        desk.delivery.deliverDue();
        List<Request> requests = desk.receiver.requests();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body());
        assertThat(requests.get(1).header("webhook-id"))
                .isEqualTo(requests.get(0).header("webhook-id"));
        assertThat(desk.receiver.taken()).containsExactly("f1", "f2", "f3");
    }

    @Test
    void aDigestWaitsForTheEndOfQuietHours() throws Exception {
        desk.channel(
                "desk",
                new SubscriptionFilter(
                        List.of(),
                        0,
                        QuietHours.parse("22:00-07:00"),
                        Digest.parse("daily@06:00"),
                        ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.clock.set("2026-03-03T06:59:00Z");
        desk.delivery.deliverDue();
        assertThat(desk.receiver.requests()).isEmpty();
        desk.clock.set("2026-03-03T07:00:00Z");
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("f1");
    }

    @Test
    void aPausedChannelHearsLater() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.channels.pause("desk");
        desk.announce(Events.sighting("f1"));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.requests()).isEmpty();
        desk.channels.resume("desk");
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("f1");
    }

    @Test
    void aClockThatIsPutBackStopsNothing() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.channel(
                "digest",
                new SubscriptionFilter(List.of(), 0, null, Digest.parse("1h"), ZoneOffset.UTC));
        desk.clock.set("2036-01-01T00:00:00Z");
        desk.announce(Events.sighting("f1"));
        desk.receiver.answers(500);
        desk.delivery.deliverDue();
        desk.clock.set("2026-03-02T10:16:00Z");
        desk.receiver.answers(200);
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("f1", "f1");
    }

    @Test
    void aTestIsMarkedAndSentWhateverTheHour() throws Exception {
        Channel channel =
                desk.channel(
                        "desk",
                        new SubscriptionFilter(
                                List.of(),
                                0,
                                QuietHours.parse("00:00-23:59"),
                                Digest.parse("1h"),
                                ZoneOffset.UTC));
        assertThat(desk.delivery.test(channel)).isEqualTo("127.0.0.1 answered 204");
        assertThat(desk.receiver.requests().getFirst().json().get("type").asString())
                .isEqualTo("test");
        assertThat(desk.report("desk").waiting()).isZero();
    }
}
