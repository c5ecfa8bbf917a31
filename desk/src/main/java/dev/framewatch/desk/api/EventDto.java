package dev.framewatch.desk.api;

import dev.framewatch.desk.store.Event;
import java.time.Instant;

/**
 * An event that a front end follows.
 *
 * @param id sequence number, increasing in commit order
 * @param at when it happened
 * @param type such as {@code sighting_recorded}
 * @param subject id or name of the affected object
 */
public record EventDto(long id, Instant at, String type, String subject) {
    /** Returns the JSON shape of an event. */
    public static EventDto of(Event event) {
        return new EventDto(event.id(), event.createdAt(), event.type().text(), event.subject());
    }
}
