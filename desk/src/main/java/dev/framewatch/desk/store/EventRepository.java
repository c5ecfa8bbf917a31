package dev.framewatch.desk.store;

import dev.framewatch.json.StrictJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events, for pages and programs that follow what happens. A follower polls {@link #after} with the
 * id of the last event it knows, from any process:
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
     * @param handle the transaction that everything is part of
     */
    public EventRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Appends an event in the transaction of what it tells: both are there or neither.
     *
     * @param payload texts, numbers, truth values, and lists and maps of them
     * @throws IllegalStateException outside a transaction
     */
    public void append(EventType type, String subject, Instant now, Map<String, ?> payload) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("events are written in a transaction only");
        }
        handle.execute(
                "insert into event (created_at, type, subject, payload) values (?, ?, ?, ?)",
                now.toEpochMilli(),
                type.text(),
                subject,
                JSON.writeValueAsString(payload));
    }

    /**
     * Returns the events that follow one, in the order in which they were committed.
     *
     * @param id of the last event that is known already; 0 for none
     * @param limit the most that are returned
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

    /** Returns the id of the last event, from where a new follower begins; 0 for none. */
    public long lastId() {
        return handle.createQuery("select coalesce(max(id), 0) from event").mapTo(Long.class).one();
    }

    /**
     * Deletes events of before a moment.
     *
     * @return how many
     */
    public int deleteBefore(Instant moment) {
        return handle.execute("delete from event where created_at < ?", moment.toEpochMilli());
    }
}
