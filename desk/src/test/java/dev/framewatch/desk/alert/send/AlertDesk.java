package dev.framewatch.desk.alert.send;

import dev.framewatch.desk.alert.AlertEvent;
import dev.framewatch.desk.alert.Channel;
import dev.framewatch.desk.alert.ChannelConfig;
import dev.framewatch.desk.alert.ChannelStatus;
import dev.framewatch.desk.alert.Channels;
import dev.framewatch.desk.alert.Delivery;
import dev.framewatch.desk.alert.Outbox;
import dev.framewatch.desk.alert.Receiver;
import dev.framewatch.desk.alert.SecretStore;
import dev.framewatch.desk.alert.SubscriptionFilter;
import dev.framewatch.desk.store.Database;
import dev.framewatch.home.Home;
import dev.framewatch.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A home folder with channels that lead to a real server on this machine; time is put forward by
 * hand.
 */
final class AlertDesk implements AutoCloseable {
    final MutableClock clock = new MutableClock("2026-03-02T10:15:00Z");
    final Path home;
    final Database database;
    final Channels channels;
    final Receiver receiver;
    final SenderFactory senders;
    final Delivery delivery;

    AlertDesk(Path home) throws IOException {
        this.home = home;
        database = Database.open(Home.in(home));
        channels = new Channels(database, clock);
        receiver = new Receiver();
        senders = new SenderFactory(Home.in(home), database, clock, Map.of());
        delivery = new Delivery(database, clock, senders);
    }

    /** A signed webhook to the server. */
    Channel channel(String name, SubscriptionFilter wishes) throws IOException {
        return channel(name, receiver, wishes);
    }

    Channel channel(String name, Receiver to, SubscriptionFilter wishes) throws IOException {
        new SecretStore(Home.in(home)).write(name, WebhookSigningKey.random().text());
        return channels.add(name, new ChannelConfig.Webhook(to.address(), true), wishes);
    }

    int announce(AlertEvent event) {
        return database.writeAndGet(handle -> new Outbox(clock).announce(handle, event));
    }

    ChannelStatus report(String name) {
        return channels.statuses().stream()
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
