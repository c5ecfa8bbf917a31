package dev.framewatch.desk.timestamp;

import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.watch.Watch;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/**
 * Queues the evidence of each sighting for a timestamp, in the transaction that records the
 * sighting.
 *
 * @param clock current time
 */
public record PendingTimestamps(Clock clock) implements Watch.Announcer {
    @Override
    public void sighted(Handle handle, SightingRecord facts) {
        new TimestampRepository(handle).add(facts.sighting().id(), clock.instant());
    }
}
