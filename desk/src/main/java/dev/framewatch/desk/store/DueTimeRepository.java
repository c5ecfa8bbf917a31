package dev.framewatch.desk.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Due times of sources, posts, media, timestamps and channels. */
public final class DueTimeRepository {
    private static final List<String> TABLES = List.of("source", "post", "timestamp", "channel");

    /** Columns with the time of the last success or failure, by table. */
    private static final Map<String, List<String>> OUTCOMES =
            Map.of(
                    "source", List.of("last_success_at"),
                    "poll", List.of("polled_at"),
                    "post", List.of("failing_since", "failed_at"),
                    "canary", List.of("last_passed_at", "checked_at"));

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
        handle.createUpdate(
                        "update video set scan_due_at = scan_due_at - :step where scan_due_at >"
                                + " :now")
                .bind("step", step.toMillis())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Makes the sources due whose last poll is dated in the future. */
    public void makeDue(Instant now) {
        handle.createUpdate(
                        """
                        update source set due_at = :now where due_at > :now and exists
                            (select 1 from poll where poll.source = source.name and polled_at > :now)\
                        """)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Returns the time of the latest success or failure; empty if there is none. */
    public Optional<Instant> latestOutcome() {
        return Stream.of("select max(polled_at) from poll", "select max(failed_at) from post")
                .flatMap(query -> handle.createQuery(query).mapTo(Long.class).findOne().stream())
                .max(Comparator.naturalOrder())
                .map(Instant::ofEpochMilli);
    }

    /**
     * Sets successes and failures that are dated in the future to now. Otherwise what they count
     * as, such as a source that has just answered, would last until then.
     */
    public void dateOutcomesBack(Instant now) {
        OUTCOMES.forEach((table, columns) -> {
            for (String column : columns) {
                handle.createUpdate("update <table> set <column> = :now where <column> > :now")
                        .define("table", table)
                        .define("column", column)
                        .bind("now", now.toEpochMilli())
                        .execute();
            }
        });
    }
}
