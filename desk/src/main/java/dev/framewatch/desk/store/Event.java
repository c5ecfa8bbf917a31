package dev.framewatch.desk.store;

import java.time.Instant;

/**
 * Something that happened at the desk.
 *
 * @param id grows in the order in which events were committed
 * @param createdAt when it happened, to the millisecond
 * @param type what happened
 * @param subject what it happened to: an id or a name, as {@link EventType} says
 * @param payload a JSON object with what else programs want to know; never who posted something,
 *     nor what they wrote
 */
public record Event(long id, Instant createdAt, EventType type, String subject, String payload) {}
