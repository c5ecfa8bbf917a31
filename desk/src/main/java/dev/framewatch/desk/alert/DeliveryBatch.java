package dev.framewatch.desk.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Unit of delivery: one message, or a digest of several.
 *
 * @param id id that stays the same across retries, so that receivers can deduplicate
 * @param items messages in order, at least one
 * @param zone time zone of the receiver
 */
public record DeliveryBatch(String id, List<Item> items, ZoneId zone) {
    public DeliveryBatch {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a batch must not be empty");
        }
    }

    /**
     * One message.
     *
     * @param id permanent id of the message
     * @param writtenAt time at which it was queued
     * @param event event that it reports
     */
    public record Item(String id, Instant writtenAt, AlertEvent event) {}

    /** Returns a batch of a single message. */
    public static DeliveryBatch of(Item item, ZoneId zone) {
        return new DeliveryBatch(item.id, List.of(item), zone);
    }

    /** Returns the time at which its last message was queued. */
    public Instant writtenAt() {
        return items.getLast().writtenAt;
    }
}
