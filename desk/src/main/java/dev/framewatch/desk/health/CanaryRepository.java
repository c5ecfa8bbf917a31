package dev.framewatch.desk.health;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Stores canaries and the results of their checks. */
public final class CanaryRepository {
    private final Handle handle;

    public CanaryRepository(Handle handle) {
        this.handle = handle;
    }

    /** Adds a canary; has no effect if it exists. */
    public void add(Canary.Kind kind, String subject, String value, Instant now) {
        handle.execute(
                "insert into canary (kind, subject, value, added_at) values (?, ?, ?, ?) on"
                        + " conflict do nothing",
                word(kind),
                subject,
                value,
                now.toEpochMilli());
    }

    /**
     * Removes a canary.
     *
     * @return whether it existed
     */
    public boolean remove(Canary.Kind kind, String subject, String value) {
        return handle.execute(
                        "delete from canary where kind = ? and subject = ? and value = ?",
                        word(kind),
                        subject,
                        value)
                > 0;
    }

    /** Returns all canaries. */
    public List<Canary> all() {
        return handle.createQuery("select * from canary order by kind, subject, value")
                .map((row, _) -> {
                    long lastPassed = row.getLong("last_passed_at");
                    Instant lastGood = row.wasNull() ? null : Instant.ofEpochMilli(lastPassed);
                    return new Canary(
                            Canary.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            row.getString("subject"),
                            row.getString("value"),
                            Instant.ofEpochMilli(row.getLong("added_at")),
                            lastGood,
                            row.getString("failure"));
                })
                .list();
    }

    /** Marks the canary posts among those that a source returned as passed. */
    public void markReturned(String source, List<String> posts, Instant now) {
        for (Canary canary : all()) {
            if (canary.kind() == Canary.Kind.POST
                    && canary.subject().equals(source)
                    && posts.contains(canary.value())) {
                recordCheck(canary, null, now);
            }
        }
    }

    /**
     * Marks the canary posts of a source's previous response as passed again, as the response is
     * unchanged.
     */
    public void markUnchanged(String source, Instant now) {
        handle.createUpdate(
                        """
                        update canary set checked_at = :now, last_passed_at = :now
                        where kind = :kind and subject = :source and last_passed_at =
                            (select last_success_at from source where name = :source)\
                        """)
                .bind("now", now.toEpochMilli())
                .bind("kind", word(Canary.Kind.POST))
                .bind("source", source)
                .execute();
    }

    /**
     * Records the result of a check.
     *
     * @param failure reason of the failure; null if the check passed
     */
    public void recordCheck(Canary canary, @Nullable String failure, Instant now) {
        handle.createUpdate(
                        """
                        update canary set checked_at = :now, failure = :failure,
                            last_passed_at =
                                case when :failure is null then :now else last_passed_at end
                        where kind = :kind and subject = :subject and value = :value\
                        """)
                .bind("now", now.toEpochMilli())
                .bind("failure", failure)
                .bind("kind", word(canary.kind()))
                .bind("subject", canary.subject())
                .bind("value", canary.value())
                .execute();
    }

    private static String word(Canary.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
