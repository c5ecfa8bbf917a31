package dev.framewatch.desk.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Stores which answers of reviewers the target files do not know yet, and how files changed. */
public final class CorrectionRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public CorrectionRepository(Handle handle) {
        this.handle = handle;
    }

    /** Queues what was said about a sighting; has no effect if it is queued. */
    public void queue(String sighting, Instant now) {
        handle.execute(
                "insert into pending_correction (sighting, queued_at) values (?, ?) on conflict do"
                        + " nothing",
                sighting,
                now.toEpochMilli());
    }

    /** Returns the sightings that are queued, the earliest first. */
    public List<Sighting> pending() {
        return handle.createQuery(
                        "select sighting.* from pending_correction join sighting on sighting.id ="
                                + " pending_correction.sighting order by queued_at, sighting.id")
                .map(SightingRepository::read)
                .list();
    }

    /** Removes a sighting from the queue. */
    public void settle(String sighting) {
        handle.execute("delete from pending_correction where sighting = ?", sighting);
    }

    /**
     * Records that a target file only rejects more faces than another: videos without a match by
     * the wider one need not be scanned again.
     */
    public void narrowed(String wider, String narrower, Instant now) {
        handle.execute(
                "insert into target_narrowing (target_sha256, wider_sha256, created_at) values (?,"
                        + " ?, ?) on conflict do nothing",
                narrower,
                wider,
                now.toEpochMilli());
    }
}
