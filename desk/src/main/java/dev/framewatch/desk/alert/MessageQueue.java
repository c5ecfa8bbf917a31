package dev.framewatch.desk.alert;

import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One channel's messages in their order; each method runs in a transaction of its own. */
record MessageQueue(Channel channel, Patience patience) {
    private static final int MAX_PER_DIGEST = 200;

    private record Row(@Nullable String parcel, DeliveryBatch.Item item) {}

    /**
     * What is to be sent now. What a parcel holds is settled when it is first looked at: sent
     * again, it is the same.
     */
    Optional<DeliveryBatch> next(Handle handle, Instant now) {
        if (!isDue(handle, now) || channel.wishes().quietAt(now)) {
            return Optional.empty();
        }
        List<Row> waiting = waiting(handle);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Row head = waiting.getFirst();
        if (head.parcel != null) {
            return Optional.of(
                    new DeliveryBatch(
                            head.parcel,
                            waiting.stream()
                                    .filter(row -> head.parcel.equals(row.parcel))
                                    .map(Row::item)
                                    .toList()));
        }
        return settle(handle, waiting.stream().map(Row::item).toList(), now);
    }

    private Optional<DeliveryBatch> settle(
            Handle handle, List<DeliveryBatch.Item> waiting, Instant now) {
        Digest digest = channel.wishes().digest();
        DeliveryBatch.Item first = waiting.getFirst();
        if (digest != null && isBefore(now, first.writtenAt(), digest)) {
            return Optional.empty();
        }
        DeliveryBatch parcel =
                digest == null || waiting.size() == 1
                        ? DeliveryBatch.of(first)
                        : new DeliveryBatch(
                                Outbox.id(
                                        channel,
                                        waiting.stream()
                                                .map(DeliveryBatch.Item::id)
                                                .collect(Collectors.joining(" "))),
                                waiting);
        for (DeliveryBatch.Item item : parcel.items()) {
            handle.execute("update message set batch_id = ? where id = ?", parcel.id(), item.id());
        }
        return Optional.of(parcel);
    }

    /** A message from the future is due: the clock was put back. */
    private boolean isBefore(Instant now, Instant first, Digest digest) {
        return !first.isAfter(now) && now.isBefore(digest.due(first, channel.wishes().zone()));
    }

    /** A wait that no failure can have asked for is over: the clock was put back. */
    private boolean isDue(Handle handle, Instant now) {
        return handle.createQuery(
                        "select due_at from channel where name = :name and added_at = :added and"
                                + " state = 'on'")
                .bind("name", channel.name())
                .bind("added", channel.addedAt().toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli)
                .filter(due -> !due.isAfter(now) || due.isAfter(now.plus(patience.longestAsked())))
                .isPresent();
    }

    private List<Row> waiting(Handle handle) {
        return handle.createQuery(
                        "select batch_id, id, created_at, payload from message where channel ="
                                + " :name and state = 'waiting' order by seq limit :most")
                .bind("name", channel.name())
                .bind("most", channel.wishes().digest() == null ? 1 : MAX_PER_DIGEST)
                .map((row, context) -> new Row(row.getString("batch_id"), item(row)))
                .list();
    }

    static DeliveryBatch.Item item(ResultSet row) throws SQLException {
        return new DeliveryBatch.Item(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                JsonColumns.announcement(row.getString("payload")));
    }

    /** It was taken. */
    void sent(Handle handle, DeliveryBatch parcel, Instant now) {
        int messages =
                handle.execute(
                        "update message set state = 'sent', reason = null, completed_at = ?,"
                                + " attempts = attempts + 1 where batch_id = ? and channel = ? and"
                                + " state = 'waiting'",
                        now.toEpochMilli(),
                        parcel.id(),
                        channel.name());
        handle.execute(
                "update channel set consecutive_failures = 0, failing_since = null, reason = null,"
                        + " due_at = 0, last_success_at = ? where name = ?",
                now.toEpochMilli(),
                channel.name());
        if (messages > 0) {
            event(handle, EventType.ALERT_DELIVERED, parcel, now, Map.of());
        }
    }

    private void event(
            Handle handle,
            EventType type,
            DeliveryBatch parcel,
            Instant now,
            Map<String, String> details) {
        Map<String, Object> payload = new HashMap<>(details);
        payload.put("batchId", parcel.id());
        payload.put("events", parcel.items().stream().map(item -> item.event().key()).toList());
        new EventRepository(handle).append(type, channel.name(), now, payload);
    }

    /**
     * It was not taken.
     *
     * @return whether the next one is to be tried now
     */
    boolean failed(Handle handle, DeliveryBatch parcel, DeliveryException failure, Instant now) {
        handle.execute(
                "update message set attempts = attempts + 1, reason = ? where batch_id = ? and"
                        + " channel = ? and state = 'waiting'",
                failure.getMessage(),
                parcel.id(),
                channel.name());
        boolean over =
                patience.isOver(failure.outlook(), tried(handle, parcel), oldest(parcel), now);
        if (over) {
            abandon(handle, parcel, failure, now);
        }
        if (over && failure.outlook() == DeliveryException.FailureKind.REFUSED) {
            handle.execute(
                    "update channel set consecutive_failures = 0, failing_since = null, reason ="
                            + " null, due_at = 0 where name = ?",
                    channel.name());
            return true;
        }
        wait(handle, parcel, failure, now);
        return false;
    }

    private void abandon(
            Handle handle, DeliveryBatch parcel, DeliveryException failure, Instant now) {
        int messages =
                handle.execute(
                        "update message set state = 'dead', completed_at = ? where batch_id = ? and"
                                + " channel = ? and state = 'waiting'",
                        now.toEpochMilli(),
                        parcel.id(),
                        channel.name());
        if (messages > 0) {
            event(
                    handle,
                    EventType.ALERT_ABANDONED,
                    parcel,
                    now,
                    Map.of("reason", String.valueOf(failure.getMessage())));
        }
    }

    private void wait(Handle handle, DeliveryBatch parcel, DeliveryException failure, Instant now) {
        int failures =
                1
                        + handle.createQuery(
                                        "select consecutive_failures from channel where name ="
                                                + " :name")
                                .bind("name", channel.name())
                                .mapTo(Integer.class)
                                .findOne()
                                .orElse(0);
        handle.execute(
                "update channel set consecutive_failures = ?, failing_since ="
                        + " coalesce(failing_since, ?), reason = ?, due_at = ?, state = case when ?"
                        + " then 'disabled' else state end where name = ?",
                failures,
                now.toEpochMilli(),
                failure.getMessage(),
                now.plus(patience.wait(failures, failure.retryAfter(), parcel.id())).toEpochMilli(),
                failure.outlook() == DeliveryException.FailureKind.GONE,
                channel.name());
    }

    private static int tried(Handle handle, DeliveryBatch parcel) {
        return handle.createQuery("select max(attempts) from message where batch_id = :batch")
                .bind("batch", parcel.id())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    private static Instant oldest(DeliveryBatch parcel) {
        return parcel.items().getFirst().writtenAt();
    }
}
