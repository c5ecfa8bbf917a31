package dev.framewatch.desk.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Due times of sources, posts, timestamps and channels. */
public final class DueTimeRepository {
    private static final List<String> TABLES = List.of("source", "post", "timestamp", "channel");

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public DueTimeRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Moves all future due times back.
     *
     * @param step duration to subtract
     * @param now time after which due times are moved; earlier ones are unchanged
     */
    public void moveBack(Duration step, Instant now) {
        for (String table : TABLES) {
            handle.createUpdate("update <table> set due_at = due_at - :step where due_at > :now")
                    .define("table", table)
                    .bind("step", step.toMillis())
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
    }
}
