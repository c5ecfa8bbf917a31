package dev.framewatch.desk.alert;

import dev.framewatch.desk.alert.ChannelStatus.DeadLetter;
import dev.framewatch.desk.store.Cursor;
import dev.framewatch.desk.store.Page;
import dev.framewatch.desk.store.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Lists messages in the outbox: waiting, sent or abandoned. */
public final class MessageRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public MessageRepository(Handle handle) {
        this.handle = handle;
    }

    /** Delivery state of a message. */
    public enum State {
        /** Not sent yet. */
        WAITING,
        /** Accepted by the receiver. */
        SENT,
        /** Delivery was abandoned. */
        DEAD,
        /** Its text was deleted after the retention time. */
        FORGOTTEN;

        /** Returns the stored and JSON form. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A message in a list.
     *
     * @param seq sequence number, in the order of queueing
     * @param id id as seen by receivers
     * @param channel name of the channel
     * @param eventKey deduplication key of the event
     * @param state delivery state
     * @param createdAt time at which it was queued
     * @param attempts number of delivery attempts
     * @param reason reason of the last failure, for display; null if none failed
     * @param completedAt time at which it was sent or abandoned; null while waiting
     */
    public record Message(
            long seq,
            String id,
            String channel,
            String eventKey,
            State state,
            Instant createdAt,
            int attempts,
            @Nullable String reason,
            @Nullable Instant completedAt) {}

    /**
     * Filter for messages; all given criteria must match.
     *
     * @param channel name of the channel; null for all
     * @param state delivery state; null for all
     */
    public record Filter(@Nullable String channel, @Nullable State state) {
        /** Selects all messages. */
        public static final Filter ALL = new Filter(null, null);
    }

    /** Returns a page of the messages that match a filter, latest first. */
    public Page<Message> page(Filter filter, PageRequest request) {
        State state = filter.state;
        String condition =
                (filter.channel == null ? "" : " and channel = :channel")
                        + (state == null ? "" : " and state = :state");
        Map<String, String> values = new HashMap<>();
        if (filter.channel != null) {
            values.put("channel", filter.channel);
        }
        if (state != null) {
            values.put("state", state.text());
        }
        long total =
                handle.createQuery("select count(*) from message where true" + condition)
                        .bindMap(values)
                        .mapTo(Long.class)
                        .one();
        List<Message> rows =
                handle.createQuery(
                                "select * from message where seq < :position"
                                        + condition
                                        + " order by seq desc limit :limit")
                        .bindMap(values)
                        .bind("position", request.start().position())
                        .bind("limit", request.limitPlusOne())
                        .map(MessageRepository::read)
                        .list();
        return Page.of(request, rows, total, last -> Cursor.at(last.seq));
    }

    /** Returns the abandoned messages of a channel, earliest first. */
    List<DeadLetter> dead(String channel) {
        return handle.createQuery(
                        "select * from message where channel = ? and state = 'dead' order by seq")
                .bind(0, channel)
                .map(MessageRepository::read)
                .map(message ->
                        new DeadLetter(
                                message.id,
                                message.eventKey.replaceFirst(":.*", ""),
                                message.createdAt,
                                message.attempts,
                                String.valueOf(message.reason)))
                .list();
    }

    private static Message read(ResultSet row, StatementContext context) throws SQLException {
        long completed = row.getLong("completed_at");
        Instant completedAt = row.wasNull() ? null : Instant.ofEpochMilli(completed);
        return new Message(
                row.getLong("seq"),
                row.getString("id"),
                row.getString("channel"),
                row.getString("event_key"),
                State.of(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("attempts"),
                row.getString("reason"),
                completedAt);
    }
}
