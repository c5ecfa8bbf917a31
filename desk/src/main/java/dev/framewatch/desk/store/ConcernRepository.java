package dev.framewatch.desk.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Stores what is wrong with the watch itself, for as long as it is. */
public final class ConcernRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public ConcernRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * A problem of the watch.
     *
     * @param subject what has the problem, such as {@code disk}; unique
     * @param reason one sentence for display
     * @param since time at which it was first noticed
     */
    public record Concern(String subject, String reason, Instant since) {}

    /** Returns all current problems, ordered by subject. */
    public List<Concern> all() {
        return handle.createQuery("select * from concern order by subject")
                .map((row, _) ->
                        new Concern(
                                row.getString("subject"),
                                row.getString("reason"),
                                Instant.ofEpochMilli(row.getLong("since"))))
                .list();
    }

    /** Returns the reason of a current problem; empty if there is none. */
    public Optional<String> reason(String subject) {
        return handle.createQuery("select reason from concern where subject = ?")
                .bind(0, subject)
                .mapTo(String.class)
                .findOne();
    }

    /** Records a problem, or another reason of one that is known. */
    public void record(String subject, String reason, Instant now) {
        handle.execute(
                "insert into concern (subject, reason, since) values (?, ?, ?)"
                        + " on conflict (subject) do update set reason = excluded.reason",
                subject,
                reason,
                now.toEpochMilli());
    }

    /** Records that a problem is over. */
    public void remove(String subject) {
        handle.execute("delete from concern where subject = ?", subject);
    }
}
