package dev.framewatch.desk.alert;

import dev.framewatch.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Messages that are to go out, written together with what they tell: either both are there after a
 * crash, or neither.
 */
public final class Outbox {
    private final Clock clock;

    public Outbox(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes a message for each channel that wants to hear of the event and has not heard of it
     * yet; so doing it twice adds nothing.
     *
     * @param handle in the transaction that records the event
     * @return how many messages were written
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

    /** The same for the same event, another for a channel that was removed and set up again. */
    static String id(Channel channel, String what) {
        String whole = channel.name() + "\n" + channel.addedAt().toEpochMilli() + "\n" + what;
        return "msg_" + Sha256.of(whole.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    /**
     * What went out on a channel last, newest first, as far as it was not {@link #delete
     * forgotten}.
     */
    public static List<DeliveryBatch.Item> sent(Handle handle, Channel channel, int most) {
        return handle.createQuery(
                        "select id, created_at, payload from message where channel = :channel"
                                + " and state = 'sent' order by seq desc"
                                + " limit :most")
                .bind("channel", channel.name())
                .bind("most", most)
                .map((row, context) -> MessageQueue.item(row))
                .list();
    }

    /**
     * Deletes what messages said that were sent or given up before a moment, or that have waited
     * since before it. That they were there is remembered, so that they are not written again.
     *
     * @return how many
     */
    public static int delete(Handle handle, Instant before) {
        return handle.execute(
                "update message set payload = '', state = 'forgotten' where state <>"
                        + " 'forgotten' and coalesce(completed_at, created_at) < ?",
                before.toEpochMilli());
    }

    /** When the oldest message was written that has not been sent; empty when there is none. */
    public static Optional<Instant> oldestWaiting(Handle handle) {
        return handle.createQuery("select min(created_at) from message where state = 'waiting'")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }
}
