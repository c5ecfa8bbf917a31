package dev.framewatch.desk.service;

import dev.framewatch.desk.health.Canary;
import dev.framewatch.desk.health.CanaryRepository;
import dev.framewatch.desk.health.PostBacklog;
import dev.framewatch.error.ConflictException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Replaces the name of a source wherever it stands for the source. What is on record stays: the
 * audit log, events, evidence, and messages that were sent or whose sending has begun.
 *
 * @param handle handle of the transaction
 * @param from present name
 * @param to new name
 */
record SourceRename(Handle handle, String from, String to) {
    private static final List<String> UPDATES =
            List.of(
                    "update source set name = :new where name = :old",
                    "update post set source = :new where source = :old",
                    "update post_metrics set source = :new where source = :old",
                    "update poll set source = :new where source = :old",
                    "update trend set source = :new where source = :old",
                    "update outage set source = :new where source = :old",
                    "update canary set subject = :new where kind = 'post' and subject = :old");

    /** A source that was removed has left rows. */
    private static final String HAS_HISTORY =
            """
            select exists (select 1 from post where source = :name)
                or exists (select 1 from poll where source = :name)
                or exists (select 1 from trend where source = :name)
                or exists (select 1 from outage where source = :name)
                or exists (select 1 from canary where kind = 'post' and subject = :name)
                or exists (select 1 from post_metrics where source = :name)\
            """;

    /**
     * Replaces the name.
     *
     * @throws ConflictException if the new name is taken, also by the history of a removed source
     */
    void run() {
        requireFree();
        // problems are named after what has them, before the canaries are renamed
        Map<String, String> problems = problems();
        for (String update : UPDATES) {
            handle.createUpdate(update).bind("old", from).bind("new", to).execute();
        }
        message("$.post.source", from, to);
        message("$.source", from, to);
        problems.forEach((old, renamed) -> {
            handle.execute("update outage set source = ? where source = ?", renamed, old);
            message("$.source", old, renamed);
        });
    }

    private void requireFree() {
        if (exists("select exists (select 1 from source where name = :name)")) {
            throw SourceService.taken(to);
        }
        if (exists(HAS_HISTORY)) {
            throw new ConflictException(
                    "'%s' was a source that was removed, and its posts are kept; choose another name"
                            .formatted(to));
        }
    }

    private boolean exists(String query) {
        return handle.createQuery(query).bind("name", to).mapTo(Boolean.class).one();
    }

    /** Returns the new names of the outages of the source's posts and canaries, by the old ones. */
    private Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        List<String> before = PostBacklog.subjects(from);
        List<String> after = PostBacklog.subjects(to);
        for (int i = 0; i < before.size(); i++) {
            problems.put(before.get(i), after.get(i));
        }
        for (Canary canary : new CanaryRepository(handle).all()) {
            if (canary.kind() == Canary.Kind.POST && canary.subject().equals(from)) {
                problems.put(canary.name(), canary.of(to).name());
            }
        }
        return problems;
    }

    /** The content of a batch is fixed once its sending has begun. */
    private void message(String field, String old, String renamed) {
        handle.createUpdate(
                        """
                        update message set payload = json_set(payload, :field, :new)
                        where state = 'waiting' and batch_id is null
                            and json_extract(payload, :field) = :old\
                        """)
                .bind("field", field)
                .bind("old", old)
                .bind("new", renamed)
                .execute();
    }
}
