package dev.framewatch.desk.store;

import dev.framewatch.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores events. A follower, in any process, polls {@link #after} with the id of the last event it
 * has processed:
 *
 * <pre>{@code
 * List<Event> news = database.read(handle -> new EventRepository(handle).after(lastId, 100));
 * }</pre>
 */
public final class EventRepository {
    private static final JsonMapper JSON =
            StrictJson.MAPPER
                    .rebuild()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public EventRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Appends an event in the transaction of the change it describes, so both are committed or
     * neither.
     *
     * @param payload strings, numbers, booleans, and lists and maps of them
     * @throws IllegalStateException outside a transaction
     */
    public void append(EventType type, String subject, Instant now, Map<String, ?> payload) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("events require a transaction");
        }
        handle.execute(
                "insert into event (created_at, type, subject, payload) values (?, ?, ?, ?)",
                now.toEpochMilli(),
                type.text(),
                subject,
                JSON.writeValueAsString(payload));
    }

    /**
     * Returns the events after a given one, in commit order.
     *
     * @param id id of the last event already processed; 0 for none
     * @param limit maximum number of events
     */
    public List<Event> after(long id, int limit) {
        return handle.createQuery("select * from event where id > ? order by id limit ?")
                .bind(0, id)
                .bind(1, limit)
                .map((row, _) ->
                        new Event(
                                row.getLong("id"),
                                Instant.ofEpochMilli(row.getLong("created_at")),
                                EventType.of(row.getString("type")),
                                row.getString("subject"),
                                row.getString("payload")))
                .list();
    }

    /**
     * Returns the id of the latest event, the starting point of a new follower; 0 if there is none.
     */
    public long lastId() {
        return handle.createQuery("select coalesce(max(id), 0) from event").mapTo(Long.class).one();
    }

    /**
     * Deletes the events before an instant.
     *
     * @return number of deleted events
     */
    public int deleteBefore(Instant instant) {
        return handle.execute("delete from event where created_at < ?", instant.toEpochMilli());
    }
}
