package dev.framewatch.desk.alert.send;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.DeliveryBatch;
import dev.framewatch.desk.alert.DeliveryException;
import dev.framewatch.desk.alert.DeliveryException.FailureKind;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.store.Database;
import dev.framewatch.file.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Maintains an Atom feed file. It is rewritten from the database on each alert, so that data
 * deleted there disappears from the feed.
 */
@SuppressWarnings("JavaUtilDate") // the feed library knows no other
record AtomSender(Database database) {
    private static final int MAX_REASON_CHARS = 300;

    String send(Channel channel, ChannelConfig.AtomFeed config, DeliveryBatch batch)
            throws DeliveryException {
        List<DeliveryBatch.Item> items = new ArrayList<>(batch.items().reversed());
        items.addAll(database.read(handle -> Outbox.sent(handle, channel, config.entries())));
        try {
            byte[] feed =
                    new WireFeedOutput()
                            .outputString(
                                    feed(
                                            channel,
                                            config,
                                            items.subList(
                                                    0, Math.min(items.size(), config.entries())),
                                            batch.zone()))
                            .getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(Path.of(config.file()), feed);
            return config.file() + " updated";
        } catch (IOException | FeedException e) {
            throw new DeliveryException(
                    FailureKind.MAY_RECOVER,
                    config.file()
                            + " cannot be written: "
                            + UntrustedText.line(String.valueOf(e.getMessage()), MAX_REASON_CHARS),
                    e);
        }
    }

    private static Feed feed(
            Channel channel,
            ChannelConfig.AtomFeed config,
            List<DeliveryBatch.Item> items,
            ZoneId zone) {
        Feed feed = new Feed("atom_1.0");
        feed.setEncoding(StandardCharsets.UTF_8.name());
        // not the name, which may change: a feed with another id is another feed to its readers
        feed.setId(urn(config.file() + channel.addedAt().toEpochMilli()));
        feed.setTitle("Framewatch: " + channel.name());
        feed.setUpdated(Date.from(items.getFirst().writtenAt()));
        Person author = new Person();
        author.setName("Framewatch");
        feed.setAuthors(List.of(author));
        feed.setEntries(items.stream().map(item -> entry(item, zone)).toList());
        return feed;
    }

    private static Entry entry(DeliveryBatch.Item item, ZoneId zone) {
        AlertView notice = AlertText.notice(item.event(), zone);
        Entry entry = new Entry();
        entry.setId(urn(item.id()));
        entry.setTitle(notice.title());
        entry.setPublished(Date.from(item.writtenAt()));
        entry.setUpdated(Date.from(item.writtenAt()));
        Content content = new Content();
        content.setType("html");
        content.setValue(AlertHtml.section(notice));
        entry.setContents(List.of(content));
        URI page = notice.page();
        if (page != null) {
            Link link = new Link();
            link.setRel("alternate");
            link.setHref(page.toASCIIString());
            entry.setAlternateLinks(List.of(link));
        }
        return entry;
    }

    private static String urn(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
