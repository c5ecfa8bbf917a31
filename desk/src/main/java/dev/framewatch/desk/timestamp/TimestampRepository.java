package dev.framewatch.desk.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which Sightings' evidence waits for a timestamp, and which has one. */
public final class TimestampRepository {
    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public TimestampRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * One that waits.
     *
     * @param sighting its id
     * @param evidence its folder, relative to the home folder; empty once it is deleted
     * @param attempts how often an authority was asked in vain
     */
    record Pending(String sighting, String evidence, int attempts) {}

    /**
     * How many there are.
     *
     * @param pending that wait for an authority
     * @param stamped that have a timestamp
     * @param reason why the last attempt failed; empty when none waits after a failure
     */
    public record Count(int pending, int stamped, String reason) {}

    /** A Sighting's evidence is to be stamped; asking twice changes nothing. */
    public void want(String sighting, Instant now) {
        handle.execute(
                "insert into timestamp (sighting, state, requested_at, due_at) values (?,"
                        + " 'pending', ?, ?) on conflict do nothing",
                sighting,
                now.toEpochMilli(),
                now.toEpochMilli());
    }

    /** Those whose time has come, the longest waiting first. */
    List<Pending> due(Instant now, int most) {
        return handle.createQuery(
                        """
                        select timestamp.sighting, sighting.evidence, timestamp.attempts
                        from timestamp join sighting on sighting.id = timestamp.sighting
                        where timestamp.state = 'pending' and due_at <= ?
                        order by due_at, requested_at, timestamp.sighting limit ?\
                        """)
                .bind(0, now.toEpochMilli())
                .bind(1, most)
                .map((row, _) -> new Pending(row.getString(1), row.getString(2), row.getInt(3)))
                .list();
    }

    /** Returns when the next one is due; empty when none waits. */
    Optional<Instant> nextDue() {
        return handle.createQuery("select min(due_at) from timestamp where state = 'pending'")
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    void stamped(String sighting, TimestampToken token) {
        handle.execute(
                "update timestamp set state = 'stamped', stamped_at = ?, authority = ?, reason ="
                        + " null where sighting = ?",
                token.at().toEpochMilli(),
                token.signer(),
                sighting);
    }

    /** There is nothing left to stamp. */
    void isVoid(String sighting, String reason) {
        handle.execute(
                "update timestamp set state = 'void', reason = ? where sighting = ?",
                reason,
                sighting);
    }

    void postponed(String sighting, String reason, Instant due) {
        handle.execute(
                "update timestamp set attempts = attempts + 1, reason = ?, due_at = ? where"
                        + " sighting = ?",
                reason,
                due.toEpochMilli(),
                sighting);
    }

    /** The authority is in trouble: none is tried before then. */
    void allWait(Instant until) {
        handle.execute(
                "update timestamp set due_at = ? where state = 'pending' and due_at < ?",
                until.toEpochMilli(),
                until.toEpochMilli());
    }

    /** How many wait and how many are done. */
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
