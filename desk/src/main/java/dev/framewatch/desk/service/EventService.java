package dev.framewatch.desk.service;

import dev.framewatch.desk.api.EventDto;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.EventRepository;
import java.util.List;

/** Follows what happens in a home folder, whichever process does it. */
public final class EventService {
    private final Database database;

    EventService(Database database) {
        this.database = database;
    }

    /**
     * Returns the events after a given one, in commit order.
     *
     * @param id id of the last event already processed; 0 for none
     * @param limit maximum number of events
     */
    public List<EventDto> after(long id, int limit) {
        return database.read(handle -> new EventRepository(handle).after(id, limit)).stream()
                .map(EventDto::of)
                .toList();
    }

    /** Returns the id of the latest event; 0 if there is none. */
    public long lastId() {
        return database.read(handle -> new EventRepository(handle).lastId());
    }
}
