package dev.framewatch.desk.alert;

import java.time.Instant;
import java.util.List;

/**
 * What goes out in one piece: one message, or a digest of several.
 *
 * @param id the same whenever it is sent again, so that receivers can drop doubles
 * @param items in their order, at least one
 */
public record DeliveryBatch(String id, List<Item> items) {
    public DeliveryBatch {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("an empty digest is not sent");
        }
    }

    /**
     * One message.
     *
     * @param id its own, the same for ever
     * @param writtenAt when it was put into the outbox
     * @param event what it tells
     */
    public record Item(String id, Instant writtenAt, AlertEvent event) {}

    /** A message of its own. */
    public static DeliveryBatch of(Item item) {
        return new DeliveryBatch(item.id, List.of(item));
    }

    /** When the last of it was written. */
    public Instant writtenAt() {
        return items.getLast().writtenAt;
    }
}
