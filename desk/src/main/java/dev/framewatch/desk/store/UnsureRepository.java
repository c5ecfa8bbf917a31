package dev.framewatch.desk.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Stores which reviewers could not decide about a sighting. */
public final class UnsureRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public UnsureRepository(Handle handle) {
        this.handle = handle;
    }

    /** Records that a reviewer could not tell. */
    public void add(String sighting, String actor, Instant now) {
        handle.execute(
                "insert or replace into unsure (sighting, actor, created_at) values (?, ?, ?)",
                sighting,
                actor,
                now.toEpochMilli());
    }

    /** Forgets that a reviewer could not tell. */
    public void remove(String sighting, String actor) {
        handle.execute("delete from unsure where sighting = ? and actor = ?", sighting, actor);
    }
}
