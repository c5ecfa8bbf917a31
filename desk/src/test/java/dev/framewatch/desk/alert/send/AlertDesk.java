package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.Announcement;
import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelReport;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.HandClock;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.Route;
import dev.framewatch.desk.alert.Secrets;
import dev.framewatch.desk.alert.Wishes;
import dev.framewatch.desk.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A home folder with channels that lead to a real server on this machine; time is put forward by
 * hand.
 */
final class AlertDesk implements AutoCloseable {
    final HandClock clock = new HandClock("2026-03-02T10:15:00Z");
    final Path home;
    final Database database;
    final Channels channels;
    final Receiver receiver;
    final Senders senders;
    final Delivery delivery;

    AlertDesk(Path home) throws IOException {
        this.home = home;
        database = Database.open(home);
        channels = new Channels(database.jdbi(), clock);
        receiver = new Receiver();
        senders = new Senders(home, database.jdbi(), clock, Map.of());
        delivery = new Delivery(database.jdbi(), clock, senders);
    }

    /** A signed webhook to the server. */
    Channel channel(String name, Wishes wishes) throws IOException {
        return channel(name, receiver, wishes);
    }

    Channel channel(String name, Receiver to, Wishes wishes) throws IOException {
        new Secrets(home).write(name, WebhookKey.random().text());
        return channels.add(name, new Route.Webhook(to.address(), true), wishes);
    }

    int announce(Announcement event) {
        return database.jdbi().inTransaction(handle -> new Outbox(clock).announce(handle, event));
    }

    ChannelReport report(String name) {
        return channels.reports().stream()
                .filter(report -> report.channel().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        senders.close();
        receiver.close();
        database.close();
    }
}
