package dev.framewatch.desk.alert.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.Events;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed as a feed reader reads it. */
class AtomSenderTest {
    @TempDir private Path home;
    private final MutableClock clock = new MutableClock("2026-03-02T10:15:00Z");
    private Path file;
    private Database database;
    private SenderFactory senders;

    @BeforeEach
    void aDesk() throws IOException {
        file = home.resolve("www/leads.xml");
        database = Database.open(Home.in(home));
        senders = new SenderFactory(Home.in(home), database, clock, Map.of());
    }

    @AfterEach
    void close() throws IOException {
        senders.close();
        database.close();
    }

    @Test
    void aFeedHoldsTheNewestEntriesWithPermanentIds() throws Exception {
        channel(3);
        announce(Events.sighting("f1"));
        announce(Events.outage());
        SyndFeed before = feed();
        assertThat(titles(before))
                .containsExactly("Outage: feed", "Possible match: trump in a post by anna");
        announce(Events.recovery());
        announce(Events.trend());
        SyndFeed after = feed();
        assertThat(titles(after))
                .containsExactly(
                        "Trend: trump more often than usual in feed",
                        "feed has recovered",
                        "Outage: feed");
        assertThat(after.getEntries().get(2).getUri())
                .isEqualTo(before.getEntries().get(0).getUri())
                .startsWith("urn:uuid:");
        assertThat(after.getUri()).isEqualTo(before.getUri());
        assertThat(after.getPublishedDate().toInstant()).isEqualTo("2026-03-02T10:19:00Z");
    }

    @Test
    void anEntryLinksToThePostAndExplainsAMatch() throws Exception {
        channel(3);
        announce(Events.sighting("f1"));
        SyndEntry entry = feed().getEntries().getFirst();
        assertThat(entry.getLink()).isEqualTo("https://www.tiktok.com/@anna/video/7?a=1&b=2");
        assertThat(entry.getContents().getFirst().getType()).isEqualTo("html");
        assertThat(entry.getContents().getFirst().getValue())
                .contains("0.94", "Look at this", AlertText.LEAD);
    }

    @Test
    void aHostileCaptionIsTextInTheFeed() throws Exception {
        channel(3);
        announce(Hostile.sighting());
        String html = feed().getEntries().getFirst().getContents().getFirst().getValue();
        assertThat(html).contains("&lt;script&gt;").doesNotContain("<script", "<at>", "<b>@");
    }

    @Test
    void erasedMessagesDisappearWithTheNextAlert() throws Exception {
        channel(3);
        announce(Events.sighting("f1"));
        clock.advance(Duration.ofDays(30));
        database.write(handle -> Outbox.delete(handle, clock.instant()));
        announce(Events.outage());
        assertThat(titles(feed())).containsExactly("Outage: feed");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
        Files.createDirectories(file.resolve("in-the-way"));
        assertThatThrownBy(() ->
                        senders.send(
                                new Channels(database, clock)
                                        .add(
                                                "feed",
                                                new ChannelConfig.AtomFeed(file.toString(), 3),
                                                SubscriptionFilter.all(ZoneOffset.UTC)),
                                Events.parcel(Events.outage())))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("leads.xml cannot be written");
    }

    private void channel(int entries) {
        new Channels(database, clock)
                .add(
                        "feed",
                        new ChannelConfig.AtomFeed(file.toString(), entries),
                        SubscriptionFilter.all(ZoneOffset.UTC));
    }

    private void announce(AlertEvent event) throws InterruptedException {
        clock.advance(Duration.ofMinutes(1));
        database.write(handle -> new Outbox(clock).announce(handle, event));
        assertThat(new Delivery(database, clock, senders).deliverDue().sent()).isEqualTo(1);
    }

    private SyndFeed feed() throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new SyndFeedInput().build(new XmlReader(in));
        }
    }

    private static List<String> titles(SyndFeed feed) {
        return feed.getEntries().stream().map(SyndEntry::getTitle).toList();
    }
}
