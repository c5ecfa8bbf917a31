package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.alert.Announcement;
import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelReport;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.Digest;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.HandClock;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.QuietHours;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.Receiver.Request;
import dev.framewatch.desk.alert.Route;
import dev.framewatch.desk.alert.Secrets;
import dev.framewatch.desk.alert.Sender;
import dev.framewatch.desk.alert.Wishes;
import dev.framewatch.desk.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way to a real server, which is sometimes down; time is put forward by hand. */
class DeliveryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir private Path home;
    private final HandClock clock = new HandClock("2026-03-02T10:15:00Z");
    private Database database;
    private Channels channels;
    private Receiver receiver;
    private Senders senders;
    private Delivery delivery;

    @BeforeEach
    void aDesk() throws IOException {
        database = Database.open(home);
        channels = new Channels(database.jdbi(), clock);
        receiver = new Receiver();
        senders = new Senders(home, database.jdbi(), clock, Map.of());
        delivery = new Delivery(database.jdbi(), clock, senders);
    }

    @AfterEach
    void close() throws IOException {
        senders.close();
        receiver.close();
        database.close();
    }

    @Test
    void a_channel_that_was_down_for_an_hour_hears_late_once_and_in_order() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        receiver.answers(503);
        for (int minute = 0; minute < 60; minute++) {
            announce(Events.sighting("f" + minute));
            delivery.deliverDue();
            clock.forward(MINUTE);
        }
        assertThat(receiver.taken()).isEmpty();
        assertThat(receiver.requests()).hasSizeBetween(6, 12);
        assertThat(report("desk").failingSince()).isEqualTo("2026-03-02T10:15:00Z");
        receiver.answers(204);
        for (int minute = 0; minute < 60; minute++) {
            delivery.deliverDue();
            clock.forward(MINUTE);
        }
        assertThat(receiver.taken())
                .isEqualTo(IntStream.range(0, 60).mapToObj(n -> "f" + n).toList());
        assertThat(report("desk").reason()).isNull();
        assertThat(report("desk").waiting()).isZero();
    }

    @Test
    void a_message_that_is_sent_again_has_the_same_id_and_body_and_a_signature_of_now()
            throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        receiver.answers(500);
        delivery.deliverDue();
        receiver.answers(200);
        clock.forward(MINUTE);
        delivery.deliverDue();
        Request first = receiver.requests().get(0);
        Request second = receiver.requests().get(1);
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("webhook-timestamp"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()))
                .isNotEqualTo(first.header("webhook-timestamp"));
    }

    @Test
    void a_channel_that_is_gone_is_disabled_until_somebody_resumes_it() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        receiver.answers(410);
        assertThat(delivery.deliverDue().failures())
                .containsExactly("desk: 127.0.0.1 answered 410");
        assertThat(report("desk").state()).isEqualTo(ChannelReport.State.DISABLED);
        assertThat(report("desk").reason()).isEqualTo("127.0.0.1 answered 410");
        clock.forward(Duration.ofDays(2));
        assertThat(announce(Events.sighting("f2"))).isZero();
        delivery.deliverDue();
        assertThat(receiver.requests()).hasSize(1);
        receiver.answers(200);
        channels.resume("desk");
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("f1");
    }

    @Test
    void a_server_that_asks_for_time_gets_it() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        receiver.answers(429, Map.of("Retry-After", "1200"));
        delivery.deliverDue();
        receiver.answers(200);
        clock.forward(Duration.ofSeconds(1199));
        delivery.deliverDue();
        assertThat(receiver.requests()).hasSize(1);
        clock.forward(Duration.ofSeconds(1));
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("f1");
    }

    @Test
    void a_server_cannot_ask_for_more_than_a_day() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        receiver.answers(503, Map.of("Retry-After", "9999999"));
        delivery.deliverDue();
        assertThat(report("desk").nextAttempt()).isEqualTo("2026-03-03T10:15:00Z");
    }

    /** In the night to 29 March 2026 clocks in Berlin go from 2 to 3. */
    @Test
    void messages_wait_for_the_end_of_quiet_hours_also_when_clocks_change() throws Exception {
        channel(
                "desk",
                new Wishes(
                        List.of(),
                        0,
                        QuietHours.parse("22:00-07:00"),
                        null,
                        ZoneId.of("Europe/Berlin")));
        clock.set("2026-03-28T20:59:00Z");
        announce(Events.sighting("evening"));
        delivery.deliverDue();
        clock.set("2026-03-28T21:00:00Z");
        announce(Events.sighting("night"));
        delivery.deliverDue();
        clock.set("2026-03-29T04:59:59Z");
        announce(Events.sighting("morning"));
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("evening");
        clock.set("2026-03-29T05:00:00Z");
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("evening", "night", "morning");
    }

    @Test
    void a_digest_is_one_message_and_an_empty_one_is_none() throws Exception {
        channel("desk", new Wishes(List.of(), 0, null, Digest.parse("1h"), ZoneOffset.UTC));
        delivery.deliverDue();
        announce(Events.sighting("f1"));
        clock.forward(Duration.ofMinutes(40));
        announce(Events.sighting("f2"));
        delivery.deliverDue();
        assertThat(receiver.requests()).isEmpty();
        clock.forward(Duration.ofMinutes(20));
        delivery.deliverDue();
        clock.forward(Duration.ofHours(5));
        delivery.deliverDue();
        assertThat(receiver.requests()).hasSize(1);
        assertThat(receiver.requests().getFirst().json().get("type").asString())
                .isEqualTo("digest");
        assertThat(receiver.taken()).containsExactly("f1", "f2");
    }

    @Test
    void a_digest_that_is_sent_again_is_the_same_whatever_came_since() throws Exception {
        channel("desk", new Wishes(List.of(), 0, null, Digest.parse("1h"), ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        announce(Events.sighting("f2"));
        clock.forward(Duration.ofHours(1));
        receiver.answers(500);
        delivery.deliverDue();
        announce(Events.sighting("f3"));
        clock.forward(MINUTE);
        receiver.answers(200);
        delivery.deliverDue();
        clock.forward(Duration.ofHours(1));
        delivery.deliverDue();
        List<Request> requests = receiver.requests();
        assertThat(requests).hasSize(3);
        assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body());
        assertThat(requests.get(1).header("webhook-id"))
                .isEqualTo(requests.get(0).header("webhook-id"));
        assertThat(receiver.taken()).containsExactly("f1", "f2", "f3");
    }

    @Test
    void a_digest_waits_for_the_end_of_quiet_hours() throws Exception {
        channel(
                "desk",
                new Wishes(
                        List.of(),
                        0,
                        QuietHours.parse("22:00-07:00"),
                        Digest.parse("daily@06:00"),
                        ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        clock.set("2026-03-03T06:59:00Z");
        delivery.deliverDue();
        assertThat(receiver.requests()).isEmpty();
        clock.set("2026-03-03T07:00:00Z");
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("f1");
    }

    @Test
    void a_message_that_is_refused_is_given_up_visibly_and_keeps_nobody_waiting() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("bad"));
        receiver.answers(400);
        for (int attempt = 0; attempt < 2; attempt++) {
            delivery.deliverDue();
            clock.forward(Duration.ofMinutes(5));
        }
        announce(Events.sighting("good"));
        assertThat(report("desk").dead()).isEmpty();
        delivery.deliverDue();
        assertThat(receiver.requests()).hasSize(4);
        receiver.answers(200);
        clock.forward(Duration.ofMinutes(5));
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("good");
        assertThat(report("desk").dead())
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.event()).isEqualTo("sighting");
                    assertThat(dead.attempts()).isEqualTo(3);
                    assertThat(dead.reason()).isEqualTo("127.0.0.1 answered 400");
                });
        assertThat(channels.retry("desk")).isEqualTo(1);
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("good", "bad");
        assertThat(report("desk").dead()).isEmpty();
    }

    @Test
    void a_message_is_given_up_after_three_days_without_an_answer() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("old"));
        receiver.answers(503);
        for (int hour = 0; hour < 71; hour++) {
            delivery.deliverDue();
            clock.forward(Duration.ofHours(1));
        }
        assertThat(report("desk").dead()).isEmpty();
        announce(Events.sighting("new"));
        clock.forward(Duration.ofHours(2));
        delivery.deliverDue();
        assertThat(report("desk").dead()).hasSize(1);
        receiver.answers(200);
        clock.forward(Duration.ofHours(1));
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("new");
    }

    @Test
    void messages_of_a_machine_that_was_off_for_a_week_are_tried_before_they_are_given_up()
            throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        clock.forward(Duration.ofDays(7));
        receiver.answers(503);
        delivery.deliverDue();
        receiver.answers(200);
        clock.forward(MINUTE);
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("f1");
    }

    @Test
    void a_crash_between_sending_and_recording_sends_the_same_id_once_more() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        announce(Events.sighting("f2"));
        Sender killed =
                (channel, parcel) -> {
                    senders.send(channel, parcel);
                    throw new Killed();
                };
        assertThatThrownBy(() -> new Delivery(database.jdbi(), clock, killed).deliverDue())
                .hasRootCauseInstanceOf(Killed.class);
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("f1", "f1", "f2");
        assertThat(receiver.requests().get(1).header("webhook-id"))
                .isEqualTo(receiver.requests().get(0).header("webhook-id"));
    }

    private static final class Killed extends Error {}

    @Test
    void a_message_that_the_program_stumbles_over_does_not_stop_the_others() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("bad"));
        announce(Events.sighting("good"));
        Sender stumbling =
                (channel, parcel) -> {
                    if (parcel.items().getFirst().event().key().endsWith("bad")) {
                        throw new IllegalStateException("a private text");
                    }
                    return senders.send(channel, parcel);
                };
        Delivery stumbles = new Delivery(database.jdbi(), clock, stumbling);
        for (int attempt = 0; attempt < 3; attempt++) {
            stumbles.deliverDue();
            clock.forward(Duration.ofMinutes(5));
        }
        assertThat(receiver.taken()).containsExactly("good");
        assertThat(report("desk").dead().getFirst().reason()).doesNotContain("private");
    }

    @Test
    void a_paused_channel_hears_later() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        channels.pause("desk");
        announce(Events.sighting("f1"));
        delivery.deliverDue();
        assertThat(receiver.requests()).isEmpty();
        channels.resume("desk");
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("f1");
    }

    @Test
    void a_clock_that_is_put_back_stops_nothing() throws Exception {
        channel("desk", Wishes.all(ZoneOffset.UTC));
        channel("digest", new Wishes(List.of(), 0, null, Digest.parse("1h"), ZoneOffset.UTC));
        clock.set("2036-01-01T00:00:00Z");
        announce(Events.sighting("f1"));
        receiver.answers(500);
        delivery.deliverDue();
        clock.set("2026-03-02T10:16:00Z");
        receiver.answers(200);
        delivery.deliverDue();
        assertThat(receiver.taken()).containsExactly("f1", "f1");
    }

    @Test
    void one_channel_that_is_down_holds_up_no_other() throws Exception {
        try (Receiver other = new Receiver()) {
            channel("desk", Wishes.all(ZoneOffset.UTC));
            new Secrets(home).write("other", WebhookKey.random().text());
            channels.add(
                    "other", new Route.Webhook(other.address(), true), Wishes.all(ZoneOffset.UTC));
            receiver.answers(500);
            announce(Events.sighting("f1"));
            announce(Events.sighting("f2"));
            Delivery.Round round = delivery.deliverDue();
            assertThat(other.taken()).containsExactly("f1", "f2");
            assertThat(round.sent()).isEqualTo(2);
            assertThat(round.failures()).containsExactly("desk: 127.0.0.1 answered 500");
        }
    }

    @Test
    void a_long_queue_does_not_keep_what_comes_up_on_another_channel_waiting() throws Exception {
        try (Receiver other = new Receiver()) {
            channel("desk", Wishes.all(ZoneOffset.UTC));
            for (int i = 0; i < 60; i++) {
                announce(Events.sighting("f" + i));
            }
            new Secrets(home).write("other", WebhookKey.random().text());
            channels.add(
                    "other", new Route.Webhook(other.address(), true), Wishes.all(ZoneOffset.UTC));
            Sender noticing =
                    (channel, parcel) -> {
                        if (parcel.items().getFirst().event().key().endsWith(":f5")) {
                            announce(Events.outage());
                        }
                        if (parcel.items().getFirst().event().key().endsWith(":f45")) {
                            assertThat(other.requests()).hasSize(1);
                        }
                        return senders.send(channel, parcel);
                    };
            assertThat(new Delivery(database.jdbi(), clock, noticing).deliverDue().sent())
                    .isEqualTo(62);
        }
    }

    @Test
    void an_address_in_this_machine_is_not_connected_to_unless_that_was_allowed() throws Exception {
        new Secrets(home).write("desk", WebhookKey.random().text());
        channels.add(
                "desk", new Route.Webhook(receiver.address(), false), Wishes.all(ZoneOffset.UTC));
        announce(Events.sighting("f1"));
        assertThat(delivery.deliverDue().failures())
                .singleElement()
                .asString()
                .contains("--allow-private")
                .doesNotContain("KEY");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_test_is_marked_and_sent_whatever_the_hour() throws Exception {
        Channel channel =
                channel(
                        "desk",
                        new Wishes(
                                List.of(),
                                0,
                                QuietHours.parse("00:00-23:59"),
                                Digest.parse("1h"),
                                ZoneOffset.UTC));
        assertThat(delivery.test(channel)).isEqualTo("127.0.0.1 answered 204");
        assertThat(receiver.requests().getFirst().json().get("type").asString()).isEqualTo("test");
        assertThat(report("desk").waiting()).isZero();
    }

    private Channel channel(String name, Wishes wishes) throws IOException {
        new Secrets(home).write(name, WebhookKey.random().text());
        return channels.add(name, new Route.Webhook(receiver.address(), true), wishes);
    }

    private int announce(Announcement event) {
        return database.jdbi().inTransaction(handle -> new Outbox(clock).announce(handle, event));
    }

    private ChannelReport report(String name) {
        return channels.reports().stream()
                .filter(report -> report.channel().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
