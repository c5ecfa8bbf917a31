package dev.framewatch.desk.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Pending and obtained timestamps of sightings. */
public final class TimestampRepository {
    private final Handle handle;

    /**
     * @param handle open transaction for all statements
     */
    public TimestampRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * A pending timestamp.
     *
     * @param sighting ID of the sighting
     * @param evidence evidence folder, relative to the home folder; empty once deleted
     * @param attempts failed attempts
     */
    record Pending(String sighting, String evidence, int attempts) {}

    /**
     * Number of timestamps by state.
     *
     * @param pending timestamps that await an authority
     * @param stamped timestamps that were obtained
     * @param reason cause of the last failure; empty if no failed request is pending
     */
    public record Count(int pending, int stamped, String reason) {}

    /** Queues the evidence of a sighting. Idempotent. */
    public void add(String sighting, Instant now) {
        handle.execute(
                "insert into timestamp (sighting, state, requested_at, due_at) values (?,"
                        + " 'pending', ?, ?) on conflict do nothing",
                sighting,
                now.toEpochMilli(),
                now.toEpochMilli());
    }

    /**
     * Queues all evidence that has no timestamp, the oldest first and one per second, so that an
     * authority is not flooded.
     */
    void addMissing(Instant now) {
        handle.execute(
                """
                insert into timestamp (sighting, state, requested_at, due_at)
                select id, 'pending', :now,
                    :now + 1000 * (row_number() over (order by seen_at, id) - 1)
                from sighting where evidence <> '' and not exists
                    (select 1 from timestamp where timestamp.sighting = sighting.id)\
                """
                        .replace(":now", Long.toString(now.toEpochMilli())));
    }

    /** Returns due requests, longest overdue first. */
    List<Pending> due(Instant now, int limit) {
        return handle.createQuery(
                        """
                        select timestamp.sighting, sighting.evidence, timestamp.attempts
                        from timestamp join sighting on sighting.id = timestamp.sighting
                        where timestamp.state = 'pending' and due_at <= ?
                        order by due_at, requested_at, timestamp.sighting limit ?\
                        """)
                .bind(0, now.toEpochMilli())
                .bind(1, limit)
                .map((row, _) -> new Pending(row.getString(1), row.getString(2), row.getInt(3)))
                .list();
    }

    /** Returns the time of the next request; empty if none is pending. */
    Optional<Instant> nextDue() {
        return handle.createQuery("select min(due_at) from timestamp where state = 'pending'")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /**
     * @param receivedAt time of this machine at which the timestamp was received
     */
    void markStamped(String sighting, TimestampToken token, Instant receivedAt) {
        handle.execute(
                "update timestamp set state = 'stamped', stamped_at = ?, received_at = ?,"
                        + " authority = ?, reason = null where sighting = ?",
                token.at().toEpochMilli(),
                receivedAt.toEpochMilli(),
                token.signer(),
                sighting);
    }

    /** Marks a timestamp as void: its evidence no longer exists. */
    void markVoid(String sighting, String reason) {
        handle.execute(
                "update timestamp set state = 'void', reason = ? where sighting = ?",
                reason,
                sighting);
    }

    void postpone(String sighting, String reason, Instant due) {
        handle.execute(
                "update timestamp set attempts = attempts + 1, reason = ?, due_at = ? where"
                        + " sighting = ?",
                reason,
                due.toEpochMilli(),
                sighting);
    }

    /** Postpones all pending requests until the given time, since the authority is unavailable. */
    void postponeAll(Instant until) {
        handle.execute(
                "update timestamp set due_at = ? where state = 'pending' and due_at < ?",
                until.toEpochMilli(),
                until.toEpochMilli());
    }

    /**
     * Returns how far the clock of the authority was ahead of this machine's at the last timestamp;
     * negative if behind, empty if none is known.
     */
    public Optional<Duration> clockDifference() {
        return handle.createQuery(
                        "select stamped_at - received_at from timestamp where received_at is not"
                                + " null order by received_at desc, sighting limit 1")
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis);
    }

    /** Counts pending and obtained timestamps. */
    public Count count() {
        return handle.createQuery(
                        """
                        select count(*) filter (where state = 'pending') as pending,
                            count(*) filter (where state = 'stamped') as stamped,
                            coalesce((select reason from timestamp where state = 'pending'
                                and reason is not null order by due_at desc limit 1), '') as reason
                        from timestamp\
                        """)
                .map((row, _) ->
                        new Count(
                                row.getInt("pending"),
                                row.getInt("stamped"),
                                row.getString("reason")))
                .one();
    }
}
