package dev.framewatch.desk.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** When sources, posts, timestamps and channels are next to be attended to. */
public final class DueTimeRepository {
    private static final List<String> TABLES = List.of("source", "post", "timestamp", "channel");

    private final Handle handle;

    /**
     * @param handle in whose transaction everything happens
     */
    public DueTimeRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * Makes everything that is due in the future due earlier.
     *
     * @param step by how much
     * @param now before which nothing is changed
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
