package dev.framewatch.desk.timestamp;

import dev.framewatch.desk.evidence.SightingRecord;
import dev.framewatch.desk.watch.Watch;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/**
 * Has the evidence of each Sighting stamped, from the transaction that records it.
 *
 * @param clock what time it is
 */
public record PendingTimestamps(Clock clock) implements Watch.Announcer {
    @Override
    public void sighted(Handle handle, SightingRecord facts) {
        new TimestampRepository(handle).want(facts.sighting().id(), clock.instant());
    }
}
