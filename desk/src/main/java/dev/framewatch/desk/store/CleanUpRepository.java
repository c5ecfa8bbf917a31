package dev.framewatch.desk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Stores when old data was last deleted, and whether the clock is doubted. */
public final class CleanUpRepository {
    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public CleanUpRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Why the clock is doubted.
     *
     * @param since time by that clock
     * @param gap time that the watch seems not to have run; zero if servers contradict the clock
     */
    public record Doubt(Instant since, Duration gap) {}

    /**
     * State of the deletion of old data.
     *
     * @param lastAt time of the last deletion, whether or not there was something to delete
     * @param longestGap longest time between two of them
     * @param doubt why nothing is deleted; null if the clock is trusted
     */
    public record CleanUp(Instant lastAt, Duration longestGap, @Nullable Doubt doubt) {
        /** Returns the state after another deletion. */
        public CleanUp at(Instant now) {
            return new CleanUp(now, longestGap, doubt);
        }
    }

    /** Returns the recorded state; empty if nothing was ever deleted. */
    public Optional<CleanUp> get() {
        return handle.createQuery("select * from clean_up").map(CleanUpRepository::read).findOne();
    }

    private static CleanUp read(ResultSet row, StatementContext context) throws SQLException {
        Duration gap = Duration.ofMillis(row.getLong("doubted_gap"));
        long since = row.getLong("doubted_since");
        Doubt doubt = row.wasNull() ? null : new Doubt(Instant.ofEpochMilli(since), gap);
        return new CleanUp(
                Instant.ofEpochMilli(row.getLong("last_at")),
                Duration.ofMillis(row.getLong("longest_gap")),
                doubt);
    }

    /** Records a state. */
    public void set(CleanUp cleanUp) {
        Doubt doubt = cleanUp.doubt();
        handle.createUpdate(
                        """
                        insert or replace into clean_up
                            (id, last_at, longest_gap, doubted_since, doubted_gap)
                        values (1, :lastAt, :longestGap, :since, :gap)\
                        """)
                .bind("lastAt", cleanUp.lastAt().toEpochMilli())
                .bind("longestGap", cleanUp.longestGap().toMillis())
                .bind("since", doubt == null ? null : doubt.since().toEpochMilli())
                .bind("gap", doubt == null ? null : doubt.gap().toMillis())
                .execute();
    }
}
