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

/** Lists of messages in the outbox: waiting, sent, given up. */
public final class MessageRepository {
    private final Handle handle;

    /**
     * @param handle the transaction that everything is part of
     */
    public MessageRepository(Handle handle) {
        this.handle = handle;
    }

    /** What became of a message. */
    public enum State {
        /** It is yet to be sent. */
        WAITING,
        /** The channel took it. */
        SENT,
        /** It was given up. */
        DEAD,
        /** Its text was deleted after the retention time. */
        FORGOTTEN;

        /** Returns the state as columns and JSON show it. */
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
     * @param seq grows in the order in which messages were written
     * @param id as receivers see it
     * @param channel name of the channel
     * @param eventKey identifies the event that it tells of
     * @param state what became of it
     * @param createdAt when it was written
     * @param attempts how often it was sent
     * @param reason of the last failure, for people; null where none failed
     * @param completedAt when it was sent or given up; null while it waits
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
     * Which messages are wanted; all that is given must hold.
     *
     * @param channel name of the channel; null for all
     * @param state what became of them; null for all
     */
    public record Filter(@Nullable String channel, @Nullable State state) {
        /** Selects every message. */
        public static final Filter ALL = new Filter(null, null);
    }

    /** Returns a page of the messages that are wanted, latest first. */
    public Page<Message> page(Filter filter, PageRequest request) {
        State state = filter.state;
        String wanted =
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
                handle.createQuery("select count(*) from message where true" + wanted)
                        .bindMap(values)
                        .mapTo(Long.class)
                        .one();
        List<Message> rows =
                handle.createQuery(
                                "select * from message where seq < :position"
                                        + wanted
                                        + " order by seq desc limit :limit")
                        .bindMap(values)
                        .bind("position", request.start().position())
                        .bind("limit", request.limitPlusOne())
                        .map(MessageRepository::read)
                        .list();
        return Page.of(request, rows, total, last -> Cursor.at(last.seq));
    }

    /** Returns a channel's messages that were given up, earliest first. */
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
