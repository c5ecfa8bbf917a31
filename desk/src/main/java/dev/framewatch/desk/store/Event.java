package dev.framewatch.desk.store;

import java.time.Instant;

/**
 * An event that other programs can follow.
 *
 * @param id sequence number, increasing in commit order
 * @param createdAt time of the event, in milliseconds precision
 * @param type type of the event
 * @param subject id or name of the affected object, see {@link EventType}
 * @param payload JSON object with details; never contains the author or the text of a post
 */
public record Event(long id, Instant createdAt, EventType type, String subject, String payload) {}
