package dev.framewatch.desk.alert;

import dev.framewatch.desk.retry.RetryPolicy;
import dev.framewatch.desk.store.EventRepository;
import dev.framewatch.desk.store.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Ordered message queue of one channel; each method must run in its own transaction. */
record MessageQueue(Channel channel, RetryPolicy retries, RandomGenerator random) {
    /** Attempts at a message that the receiver refuses. */
    private static final int MAX_REFUSALS = 3;

    private static final int MAX_PER_DIGEST = 200;

    private record Row(@Nullable String batchId, DeliveryBatch.Item item) {}

    /**
     * Returns the batch to send now; empty if nothing is due. The content of a batch is fixed when
     * it is first returned, so a retry sends the same batch.
     */
    Optional<DeliveryBatch> next(Handle handle, Instant now) {
        if (!isReady(handle, now)) {
            return Optional.empty();
        }
        List<Row> waiting = waiting(handle);
        Row head = waiting.getFirst();
        if (head.batchId != null) {
            return Optional.of(
                    new DeliveryBatch(
                            head.batchId,
                            waiting.stream()
                                    .filter(row -> head.batchId.equals(row.batchId))
                                    .map(Row::item)
                                    .toList(),
                            channel.filter().zone()));
        }
        return Optional.of(createBatch(handle, waiting.stream().map(Row::item).toList()));
    }

    /** Returns whether a batch is due, without changing anything. */
    boolean isReady(Handle handle, Instant now) {
        if (!isDue(handle, now) || channel.filter().isQuietAt(now)) {
            return false;
        }
        Digest digest = channel.filter().digest();
        return waiting(handle).stream()
                .findFirst()
                .filter(head ->
                        head.batchId != null
                                || digest == null
                                || !isDigestPending(now, head.item.writtenAt(), digest))
                .isPresent();
    }

    private DeliveryBatch createBatch(Handle handle, List<DeliveryBatch.Item> waiting) {
        DeliveryBatch.Item first = waiting.getFirst();
        DeliveryBatch batch =
                channel.filter().digest() == null || waiting.size() == 1
                        ? DeliveryBatch.of(first, channel.filter().zone())
                        : new DeliveryBatch(
                                Outbox.id(
                                        channel,
                                        waiting.stream()
                                                .map(DeliveryBatch.Item::id)
                                                .collect(Collectors.joining(" "))),
                                waiting,
                                channel.filter().zone());
        for (DeliveryBatch.Item item : batch.items()) {
            handle.execute("update message set batch_id = ? where id = ?", batch.id(), item.id());
        }
        return batch;
    }

    /** A message from the future is due: the clock was set back. */
    private boolean isDigestPending(Instant now, Instant first, Digest digest) {
        return !first.isAfter(now) && now.isBefore(digest.due(first, channel.filter().zone()));
    }

    /** A delay longer than any policy allows counts as elapsed: the clock was set back. */
    private boolean isDue(Handle handle, Instant now) {
        return handle.createQuery(
                        "select due_at from channel where name = :name and added_at = :added and"
                                + " state = 'on'")
                .bind("name", channel.name())
                .bind("added", channel.addedAt().toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli)
                .filter(due -> !due.isAfter(now) || due.isAfter(now.plus(retries.maxRetryAfter())))
                .isPresent();
    }

    private List<Row> waiting(Handle handle) {
        return handle.createQuery(
                        "select batch_id, id, created_at, payload from message where channel ="
                                + " :name and state = 'waiting' order by seq limit :limit")
                .bind("name", channel.name())
                .bind("limit", channel.filter().digest() == null ? 1 : MAX_PER_DIGEST)
                .map((row, context) -> new Row(row.getString("batch_id"), item(row)))
                .list();
    }

    static DeliveryBatch.Item item(ResultSet row) throws SQLException {
        return new DeliveryBatch.Item(
                row.getString("id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                JsonColumns.event(row.getString("payload")));
    }

    /** Records a successful delivery. */
    void recordSuccess(Handle handle, DeliveryBatch batch, Instant now) {
        String name = currentName(handle, batch);
        int messages =
                handle.execute(
                        "update message set state = 'sent', reason = null, completed_at = ?,"
                                + " attempts = attempts + 1 where batch_id = ? and channel = ? and"
                                + " state = 'waiting'",
                        now.toEpochMilli(),
                        batch.id(),
                        name);
        handle.execute(
                "update channel set consecutive_failures = 0, failing_since = null, reason = null,"
                        + " due_at = 0, last_success_at = ? where name = ?",
                now.toEpochMilli(),
                name);
        if (messages > 0) {
            event(handle, name, EventType.ALERT_DELIVERED, batch, now, Map.of());
        }
    }

    /** Returns the name that the channel has now: it may have been renamed while it was sent. */
    private String currentName(Handle handle, DeliveryBatch batch) {
        return handle.createQuery("select channel from message where batch_id = ? limit 1")
                .bind(0, batch.id())
                .mapTo(String.class)
                .findOne()
                .orElse(channel.name());
    }

    private static void event(
            Handle handle,
            String name,
            EventType type,
            DeliveryBatch batch,
            Instant now,
            Map<String, String> details) {
        Map<String, Object> payload = new HashMap<>(details);
        payload.put("batchId", batch.id());
        payload.put("events", batch.items().stream().map(item -> item.event().key()).toList());
        new EventRepository(handle).append(type, name, now, payload);
    }

    /**
     * Records a failed delivery.
     *
     * @return whether to try the next batch now
     */
    boolean recordFailure(
            Handle handle, DeliveryBatch batch, DeliveryException failure, Instant now) {
        String name = currentName(handle, batch);
        handle.execute(
                "update message set attempts = attempts + 1, reason = ? where batch_id = ? and"
                        + " channel = ? and state = 'waiting'",
                failure.getMessage(),
                batch.id(),
                name);
        Duration age = Duration.between(oldest(batch), now);
        boolean abandoned =
                isAbandoned(retries, failure.failureKind(), attempts(handle, batch), age);
        if (abandoned) {
            abandon(handle, name, batch, failure, now);
        }
        if (abandoned && failure.failureKind() == DeliveryException.FailureKind.REFUSED) {
            handle.execute(
                    "update channel set consecutive_failures = 0, failing_since = null, reason ="
                            + " null, due_at = 0 where name = ?",
                    name);
            return true;
        }
        postpone(handle, name, failure, now);
        return false;
    }

    private static void abandon(
            Handle handle,
            String name,
            DeliveryBatch batch,
            DeliveryException failure,
            Instant now) {
        int messages =
                handle.execute(
                        "update message set state = 'dead', completed_at = ? where batch_id = ? and"
                                + " channel = ? and state = 'waiting'",
                        now.toEpochMilli(),
                        batch.id(),
                        name);
        if (messages > 0) {
            event(
                    handle,
                    name,
                    EventType.ALERT_ABANDONED,
                    batch,
                    now,
                    Map.of("reason", String.valueOf(failure.getMessage())));
        }
    }

    /**
     * Returns whether to abandon a message. A channel whose receiver is gone keeps its messages.
     */
    static boolean isAbandoned(
            RetryPolicy retries,
            DeliveryException.FailureKind failureKind,
            int attempts,
            Duration age) {
        return switch (failureKind) {
            case MAY_RECOVER -> retries.isExhausted(attempts, age);
            case REFUSED -> attempts >= MAX_REFUSALS || retries.isExhausted(attempts, age);
            case GONE -> false;
        };
    }

    private void postpone(Handle handle, String name, DeliveryException failure, Instant now) {
        int failures =
                1
                        + handle.createQuery(
                                        "select consecutive_failures from channel where name ="
                                                + " :name")
                                .bind("name", name)
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
                now.plus(retries.delay(failures, failure.retryAfter(), random)).toEpochMilli(),
                failure.failureKind() == DeliveryException.FailureKind.GONE,
                name);
    }

    /** Returns the number of delivery attempts. */
    static int attempts(Handle handle, DeliveryBatch batch) {
        return handle.createQuery("select max(attempts) from message where batch_id = :batch")
                .bind("batch", batch.id())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    private static Instant oldest(DeliveryBatch batch) {
        return batch.items().getFirst().writtenAt();
    }
}
