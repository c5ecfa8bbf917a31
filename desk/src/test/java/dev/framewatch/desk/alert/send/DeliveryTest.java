package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.Receiver.Request;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.Sender;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.store.Event;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way to a real server, which is sometimes down. */
class DeliveryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir private Path home;
    @AutoClose private AlertDesk desk;

    @BeforeEach
    void aDesk() throws IOException {
        desk = new AlertDesk(home);
    }

    @Test
    void aChannelThatWasDownForAnHourHearsLateOnceAndInOrder() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.receiver.answers(503);
        for (int minute = 0; minute < 60; minute++) {
            desk.announce(Events.sighting("f" + minute));
            desk.delivery.deliverDue();
            desk.clock.advance(MINUTE);
        }
        assertThat(desk.receiver.taken()).isEmpty();
        assertThat(desk.receiver.requests()).hasSizeBetween(6, 12);
        assertThat(desk.report("desk").failingSince()).isEqualTo("2026-03-02T10:15:00Z");
        desk.receiver.answers(204);
        for (int minute = 0; minute < 60; minute++) {
            desk.delivery.deliverDue();
            desk.clock.advance(MINUTE);
        }
        assertThat(desk.receiver.taken())
                .isEqualTo(IntStream.range(0, 60).mapToObj(n -> "f" + n).toList());
        assertThat(desk.report("desk").reason()).isNull();
        assertThat(desk.report("desk").waiting()).isZero();
    }

    @Test
    void aMessageThatIsSentAgainHasTheSameIdAndBodyAndASignatureOfNow() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.receiver.answers(500);
        desk.delivery.deliverDue();
        desk.receiver.answers(200);
        desk.clock.advance(MINUTE);
        desk.delivery.deliverDue();
        Request first = desk.receiver.requests().get(0);
        Request second = desk.receiver.requests().get(1);
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("webhook-timestamp"))
                .isEqualTo(Long.toString(desk.clock.instant().getEpochSecond()))
                .isNotEqualTo(first.header("webhook-timestamp"));
    }

    @Test
    void aChannelThatIsGoneIsDisabledUntilSomebodyResumesIt() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.receiver.answers(410);
        assertThat(desk.delivery.deliverDue().failures())
                .containsExactly("desk: 127.0.0.1 answered 410");
        assertThat(desk.report("desk").state()).isEqualTo(ChannelStatus.State.DISABLED);
        assertThat(desk.report("desk").reason()).isEqualTo("127.0.0.1 answered 410");
        desk.clock.advance(Duration.ofDays(2));
        assertThat(desk.announce(Events.sighting("f2"))).isZero();
        desk.delivery.deliverDue();
        assertThat(desk.receiver.requests()).hasSize(1);
        desk.receiver.answers(200);
        desk.channels.resume("desk");
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("f1");
    }

    @Test
    void whatWasDeliveredAndWhatWasGivenUpAreEvents() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("bad"));
        desk.receiver.answers(400);
        while (desk.report("desk").dead().isEmpty()) {
            desk.delivery.deliverDue();
            desk.clock.advance(Duration.ofDays(1));
        }
        desk.announce(Events.sighting("good"));
        desk.receiver.answers(204);
        desk.delivery.deliverDue();
        List<Event> events =
                desk.database.read(handle -> new EventRepository(handle).after(0, 100));
        assertThat(events)
                .extracting(event -> event.type() + " " + event.subject())
                .containsExactly("ALERT_ABANDONED desk", "ALERT_DELIVERED desk");
        assertThat(events.getFirst().payload())
                .contains("\"events\":[\"sighting:trump:bad\"]", "answered 400");
    }

    /** In the night to 29 March 2026 clocks in Berlin go from 2 to 3. */
    @Test
    void aMessageThatIsRefusedIsGivenUpVisiblyAndKeepsNobodyWaiting() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("bad"));
        desk.receiver.answers(400);
        for (int attempt = 0; attempt < 2; attempt++) {
            desk.delivery.deliverDue();
            desk.clock.advance(Duration.ofMinutes(5));
        }
        desk.announce(Events.sighting("good"));
        assertThat(desk.report("desk").dead()).isEmpty();
        desk.delivery.deliverDue();
        assertThat(desk.receiver.requests()).hasSize(4);
        desk.receiver.answers(200);
        desk.clock.advance(Duration.ofMinutes(5));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("good");
        assertThat(desk.report("desk").dead())
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.event()).isEqualTo("sighting");
                    assertThat(dead.attempts()).isEqualTo(3);
                    assertThat(dead.reason()).isEqualTo("127.0.0.1 answered 400");
                });
        assertThat(desk.channels.retry("desk")).isEqualTo(1);
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("good", "bad");
        assertThat(desk.report("desk").dead()).isEmpty();
    }

    @Test
    void aMessageIsGivenUpAfterThreeDaysWithoutAnAnswer() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("old"));
        desk.receiver.answers(503);
        for (int hour = 0; hour < 71; hour++) {
            desk.delivery.deliverDue();
            desk.clock.advance(Duration.ofHours(1));
        }
        assertThat(desk.report("desk").dead()).isEmpty();
        desk.announce(Events.sighting("new"));
        desk.clock.advance(Duration.ofHours(2));
        desk.delivery.deliverDue();
        assertThat(desk.report("desk").dead()).hasSize(1);
        desk.receiver.answers(200);
        desk.clock.advance(Duration.ofHours(1));
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("new");
    }

    @Test
    void messagesOfAMachineThatWasOffForAWeekAreTriedBeforeTheyAreGivenUp() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.clock.advance(Duration.ofDays(7));
        desk.receiver.answers(503);
        desk.delivery.deliverDue();
        desk.receiver.answers(200);
        desk.clock.advance(MINUTE);
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("f1");
    }

    @Test
    void aCrashBetweenSendingAndRecordingSendsTheSameIdOnceMore() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        desk.announce(Events.sighting("f2"));
        Sender killed =
                (channel, batch) -> {
                    desk.senders.send(channel, batch);
                    throw new Killed();
                };
        assertThatThrownBy(() -> new Delivery(desk.database, desk.clock, killed).deliverDue())
                .hasRootCauseInstanceOf(Killed.class);
        desk.delivery.deliverDue();
        assertThat(desk.receiver.taken()).containsExactly("f1", "f1", "f2");
        assertThat(desk.receiver.requests().get(1).header("webhook-id"))
                .isEqualTo(desk.receiver.requests().get(0).header("webhook-id"));
    }

    private static final class Killed extends Error {}

    @Test
    void aMessageThatTheProgramStumblesOverDoesNotStopTheOthers() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("bad"));
        desk.announce(Events.sighting("good"));
        Sender stumbling =
                (channel, batch) -> {
                    if (batch.items().getFirst().event().key().endsWith("bad")) {
                        throw new IllegalStateException("a private text");
                    }
                    return desk.senders.send(channel, batch);
                };
        Delivery stumbles = new Delivery(desk.database, desk.clock, stumbling);
        for (int attempt = 0; attempt < 3; attempt++) {
            stumbles.deliverDue();
            desk.clock.advance(Duration.ofMinutes(5));
        }
        assertThat(desk.receiver.taken()).containsExactly("good");
        assertThat(desk.report("desk").dead().getFirst().reason()).doesNotContain("private");
    }

    @Test
    void aMessageThatOverflowsTheStackIsRefusedAndOneWithoutMemoryWaits() throws Exception {
        desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("deep"));
        desk.announce(Events.sighting("large"));
        AtomicBoolean isFull = new AtomicBoolean(true);
        Sender stumbling =
                (channel, batch) -> {
                    String key = batch.items().getFirst().event().key();
                    if (key.endsWith("deep")) {
                        throw new StackOverflowError();
                    }
                    if (isFull.getAndSet(false)) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return desk.senders.send(channel, batch);
                };
        Delivery stumbles = new Delivery(desk.database, desk.clock, stumbling);
        for (int attempt = 0; attempt < 4; attempt++) {
            stumbles.deliverDue();
            desk.clock.advance(Duration.ofMinutes(5));
        }
        assertThat(desk.receiver.taken()).containsExactly("large");
        assertThat(desk.report("desk").dead()).hasSize(1);
    }

    @Test
    void oneChannelThatIsDownHoldsUpNoOther() throws Exception {
        try (Receiver other = new Receiver()) {
            desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
            new SecretStore(Home.in(desk.home)).write("other", WebhookSigningKey.random().text());
            desk.channels.add(
                    "other",
                    new ChannelConfig.Webhook(other.address(), true),
                    SubscriptionFilter.all(ZoneOffset.UTC));
            desk.receiver.answers(500);
            desk.announce(Events.sighting("f1"));
            desk.announce(Events.sighting("f2"));
            Delivery.DeliveryResult result = desk.delivery.deliverDue();
            assertThat(other.taken()).containsExactly("f1", "f2");
            assertThat(result.sent()).isEqualTo(2);
            assertThat(result.failures()).containsExactly("desk: 127.0.0.1 answered 500");
        }
    }

    @Test
    void aLongQueueDoesNotKeepWhatComesUpOnAnotherChannelWaiting() throws Exception {
        try (Receiver other = new Receiver()) {
            desk.channel("desk", SubscriptionFilter.all(ZoneOffset.UTC));
            for (int i = 0; i < 60; i++) {
                desk.announce(Events.sighting("f" + i));
            }
            new SecretStore(Home.in(desk.home)).write("other", WebhookSigningKey.random().text());
            desk.channels.add(
                    "other",
                    new ChannelConfig.Webhook(other.address(), true),
                    SubscriptionFilter.all(ZoneOffset.UTC));
            Sender noticing =
                    (channel, batch) -> {
                        if (batch.items().getFirst().event().key().endsWith(":f5")) {
                            desk.announce(Events.outage());
                        }
                        if (batch.items().getFirst().event().key().endsWith(":f45")) {
                            assertThat(other.requests()).hasSize(1);
                        }
                        return desk.senders.send(channel, batch);
                    };
            assertThat(new Delivery(desk.database, desk.clock, noticing).deliverDue().sent())
                    .isEqualTo(62);
        }
    }

    @Test
    void anAddressInThisMachineIsNotConnectedToUnlessThatWasAllowed() throws Exception {
        new SecretStore(Home.in(desk.home)).write("desk", WebhookSigningKey.random().text());
        desk.channels.add(
                "desk",
                new ChannelConfig.Webhook(desk.receiver.address(), false),
                SubscriptionFilter.all(ZoneOffset.UTC));
        desk.announce(Events.sighting("f1"));
        assertThat(desk.delivery.deliverDue().failures())
                .singleElement()
                .asString()
                .contains("private network")
                .doesNotContain("KEY");
        assertThat(desk.receiver.requests()).isEmpty();
    }
}
