package dev.framewatch.desk.alert;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Transactional outbox: queues messages in the transaction that records their event, so both are
 * committed or neither.
 */
public final class Outbox {
    private final Clock clock;

    public Outbox(Clock clock) {
        this.clock = clock;
    }

    /**
     * Queues a message for each channel that subscribes to the event and has not been notified yet.
     * Idempotent.
     *
     * @param handle handle of the transaction that records the event
     * @return number of queued messages
     */
    public int announce(Handle handle, AlertEvent event) {
        int written = 0;
        for (Channel channel : Channels.enabled(handle)) {
            if (channel.filter().accepts(event)) {
                written += write(handle, channel, event);
            }
        }
        return written;
    }

    private int write(Handle handle, Channel channel, AlertEvent event) {
        return handle.execute(
                "insert into message (id, channel, event_key, payload, created_at) values (?, ?,"
                        + " ?, ?, ?) on conflict (channel, event_key) do nothing",
                id(channel, event.key()),
                channel.name(),
                event.key(),
                JsonColumns.text(event),
                clock.millis());
    }

    /**
     * Returns the message id: deterministic per event, but different for a channel that was removed
     * and added again.
     */
    static String id(Channel channel, String what) {
        String whole = channel.name() + "\n" + channel.addedAt().toEpochMilli() + "\n" + what;
        return "msg_" + Sha256.of(whole.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    /**
     * Returns the latest messages sent on a channel, newest first, without those whose text was
     * {@link #delete deleted}.
     *
     * @param limit maximum number of messages
     */
    public static List<DeliveryBatch.Item> sent(Handle handle, Channel channel, int limit) {
        return handle.createQuery(
                        "select id, created_at, payload from message where channel = :channel"
                                + " and state = 'sent' order by seq desc"
                                + " limit :limit")
                .bind("channel", channel.name())
                .bind("limit", limit)
                .map((row, context) -> MessageQueue.item(row))
                .list();
    }

    /**
     * Deletes the text of messages that were sent or abandoned before an instant, or that have been
     * waiting since before it. Their rows are kept, so they are not queued again.
     *
     * @return number of messages
     */
    public static int delete(Handle handle, Instant before) {
        return handle.execute(
                "update message set payload = '', state = 'forgotten' where state <>"
                        + " 'forgotten' and coalesce(completed_at, created_at) < ?",
                before.toEpochMilli());
    }

    /** Returns the time at which the oldest unsent message was queued; empty if there is none. */
    public static Optional<Instant> oldestWaiting(Handle handle) {
        return handle.createQuery("select min(created_at) from message where state = 'waiting'")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }
}
