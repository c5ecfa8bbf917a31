package dev.framewatch.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final ChannelConfig ROUTE =
            new ChannelConfig.Command(List.of("true"), Duration.ofSeconds(5));

    @TempDir private Path home;
    private final MutableClock clock = new MutableClock("2026-03-02T10:15:00Z");
    private final Outbox outbox = new Outbox(clock);
    @AutoClose private Database database;
    private Channels channels;

    @BeforeEach
    void aDatabase() throws IOException {
        database = Database.open(Home.in(home));
        channels = new Channels(database, clock);
    }

    @Test
    void anEventIsWrittenOnceForEachChannel() {
        channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        channels.add("two", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        assertThat(announce(Events.sighting("f1"))).isEqualTo(2);
        assertThat(announce(Events.sighting("f1"))).isZero();
        assertThat(waiting()).containsExactly(1, 1);
    }

    @Test
    void anotherPostOfAFamilyRaisesNoAlertButAnotherTargetDoes() {
        channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        assertThat(announce(Events.sighting("f1", "anna", "first", null))).isEqualTo(1);
        assertThat(announce(Events.sighting("f1", "bert", "again", null))).isZero();
        assertThat(announce(Events.sightingOf("logo", 0.5))).isEqualTo(1);
    }

    @Test
    void aRollbackAlsoRemovesTheMessage() {
        channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        assertThatThrownBy(() ->
                        database.write(handle -> {
                            outbox.announce(handle, Events.outage());
                            throw new IllegalStateException("the disk is full");
                        }))
                .hasMessage("the disk is full");
        assertThat(waiting()).containsExactly(0);
    }

    @Test
    void aChannelHearsOfItsTargetsFromItsScoreOnAndOfEveryOutage() {
        channels.add(
                "one",
                ROUTE,
                new SubscriptionFilter(List.of("trump", "logo"), 0.9, null, null, ZoneOffset.UTC));
        assertThat(announce(Events.sightingOf("trump", 0.9))).isEqualTo(1);
        assertThat(announce(Events.sightingOf("trump", 0.89))).isZero();
        assertThat(announce(Events.sightingOf("mascot", 0.99))).isZero();
        assertThat(announce(Events.trend())).isEqualTo(1);
        assertThat(announce(Events.outage())).isEqualTo(1);
        assertThat(announce(Events.recovery())).isEqualTo(1);
    }

    @Test
    void everySettingOfEveryChannelIsThereWhenItIsReadAgain() {
        List<ChannelConfig> routes =
                List.of(
                        ROUTE,
                        new ChannelConfig.Webhook(
                                java.net.URI.create("https://example.org/a"), true),
                        new ChannelConfig.Chat(
                                ChatFormat.TEAMS,
                                java.net.URI.create("https://example.org"),
                                false),
                        new ChannelConfig.AtomFeed("/srv/feed.xml", 50),
                        new ChannelConfig.Email(
                                Mailbox.listOf("desk@example.org"),
                                Mailbox.of("watch@example.org"),
                                new MailServer(
                                        "mail.example.org",
                                        587,
                                        MailServer.Security.STARTTLS,
                                        "desk",
                                        "SECRET",
                                        null,
                                        "/etc/ca.pem",
                                        null),
                                true));
        List<SubscriptionFilter> wishes =
                List.of(
                        SubscriptionFilter.all(ZoneOffset.UTC),
                        new SubscriptionFilter(
                                List.of("trump"),
                                0.5,
                                QuietHours.parse("22:00-07:00"),
                                Digest.parse("daily@08:00"),
                                java.time.ZoneId.of("Europe/Berlin")),
                        new SubscriptionFilter(
                                List.of(), 0, null, Digest.parse("30m"), ZoneOffset.UTC));
        for (int i = 0; i < routes.size() * wishes.size(); i++) {
            Channel added =
                    channels.add(
                            "c" + i, routes.get(i / wishes.size()), wishes.get(i % wishes.size()));
            assertThat(channels.get("c" + i)).isEqualTo(added);
        }
    }

    @Test
    void aNameIsGivenOnceAndAMissingOneIsAnsweredWithThoseThereAre() {
        channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        assertThatThrownBy(() -> channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC)))
                .hasMessageContaining("channel 'one' already exists");
        assertThatThrownBy(() -> channels.get("two"))
                .hasMessageContaining("'two' (available: one)");
        assertThatThrownBy(
                        () -> channels.add("../x", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC)))
                .hasMessageContaining("invalid channel name");
    }

    @Test
    void aRemovedChannelTakesItsMessagesAlong() {
        channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        announce(Events.outage());
        channels.remove("one", _ -> {});
        channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        assertThat(waiting()).containsExactly(0);
    }

    @Test
    void anErasedMessageKeepsNoTextAndIsNotSentAgain() {
        channels.add("one", ROUTE, SubscriptionFilter.all(ZoneOffset.UTC));
        announce(Events.sighting("f1", "anna", "a private text", null));
        clock.advance(Duration.ofDays(30));
        int forgotten = database.writeAndGet(handle -> Outbox.delete(handle, clock.instant()));
        assertThat(forgotten).isEqualTo(1);
        assertThat(announce(Events.sighting("f1", "anna", "a private text", null))).isZero();
        List<String> texts =
                database.read(handle ->
                        handle.createQuery("select payload from message")
                                .mapTo(String.class)
                                .list());
        assertThat(texts).containsExactly("");
        assertThat(waiting()).containsExactly(0);
    }

    private int announce(AlertEvent event) {
        return database.writeAndGet(handle -> outbox.announce(handle, event));
    }

    private List<Integer> waiting() {
        return channels.statuses().stream().map(ChannelStatus::waiting).toList();
    }
}
