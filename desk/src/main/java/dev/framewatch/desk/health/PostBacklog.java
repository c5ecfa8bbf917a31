package dev.framewatch.desk.health;

import dev.framewatch.desk.store.ConcernRepository.Concern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Reports the posts that have not been scanned: waiting, overdue and lost ones. */
public final class PostBacklog {
    /** Time after which a post that waits for another try, or for its turn, is a concern. */
    static final Duration PATIENCE = Duration.ofHours(1);

    /** Begins the subject of a problem of a source's posts. */
    static final String SUBJECT = "posts of ";

    /** Ends the subject of lost posts. */
    static final String LOST = ", lost";

    private static final String WAITING = ", waiting";
    private static final String OVERDUE = ", overdue";
    private static final Duration DAY = Duration.ofDays(1);

    /** A source that had no video for so long has none, or its videos are no longer found. */
    private static final Duration VIDEO_PERIOD = Duration.ofDays(7);

    private static final String IS_TEXT =
            "coalesce(failure_kind, '') = 'no_media' and (select kind from source"
                    + " where name = post.source) = 'feed'";

    /** SQLite takes the reason from the row of the maximum. */
    private static final String LATEST =
            " max(coalesce(failed_at, 0)) as latest, coalesce(reason, '') as reason"
                    + " from post indexed by post_by_status where ";

    private static final String BY_SOURCE = " group by source order by source";

    private final Handle handle;
    private final Instant now;

    /**
     * @param handle handle of the enclosing transaction
     */
    public PostBacklog(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    /** Returns the subjects of all problems that the posts of a source may have. */
    public static List<String> subjects(String source) {
        return Stream.of(WAITING, OVERDUE, LOST).map(kind -> SUBJECT + source + kind).toList();
    }

    /**
     * Posts of a source that share a problem.
     *
     * @param since time since which the first of them has it
     * @param reason reason of the latest failure
     */
    private record Group(String source, int posts, Instant since, String reason) {}

    /**
     * Returns one problem per source and kind of problem, with the reason of the latest failure.
     * Deleted posts are none: the platform says that there is nothing to look at. Nor are entries
     * of a feed on whose page no video was found: most entries of a newspaper's feed are text.
     *
     * @param unreliable names of sources that are left out, because their state says enough
     */
    public List<Concern> concerns(Set<String> unreliable) {
        List<Concern> concerns = new ArrayList<>();
        for (Group group : waiting(unreliable)) {
            concerns.add(
                    concern(
                            group,
                            SUBJECT + group.source + WAITING,
                            "waiting for another try for up to %s: %s"
                                    .formatted(age(group), group.reason)));
        }
        for (Group group : overdue(unreliable)) {
            concerns.add(
                    concern(
                            group,
                            SUBJECT + group.source + OVERDUE,
                            "waiting to be fetched or scanned for up to %s".formatted(age(group))));
        }
        for (Group group : lost(unreliable)) {
            concerns.add(
                    concern(
                            group,
                            SUBJECT + group.source + LOST,
                            "lost in the last 24 hours: " + group.reason));
        }
        return concerns;
    }

    private static Concern concern(Group group, String subject, String what) {
        return new Concern(
                subject,
                "source %s: %d %s %s"
                        .formatted(
                                group.source,
                                group.posts,
                                group.posts == 1 ? "post" : "posts",
                                what),
                group.since);
    }

    private String age(Group group) {
        return RoundedDuration.format(Duration.between(group.since, now));
    }

    /** Failures of this machine and second scans are concerns at once, others after a while. */
    private List<Group> waiting(Set<String> unreliable) {
        return groups(
                unreliable,
                "select source, count(*) as posts, min(failing_since) as since,"
                        + LATEST
                        + "status in ('found', 'fetched') and failing_since is not null"
                        + " and (failing_since <= :late or failure_kind in ('local', 'scan'))"
                        + BY_SOURCE);
    }

    private List<Group> overdue(Set<String> unreliable) {
        return groups(
                unreliable,
                "select source, count(*) as posts, min(due_at) as since,"
                        + LATEST
                        + "status in ('found', 'fetched') and failing_since is null"
                        + " and (status = 'found' and due_at <= :late"
                        + " or status = 'fetched' and exists (select 1 from video"
                        + " where sha256 = post.video and fetched_at <= :late))"
                        + BY_SOURCE);
    }

    private List<Group> lost(Set<String> unreliable) {
        return groups(
                unreliable,
                "select source, count(*) as posts, min(failed_at) as since,"
                        + LATEST
                        + "status = 'lost' and failed_at > :yesterday and failure_kind <> 'gone'"
                        + " and not ("
                        + IS_TEXT
                        + ")"
                        + BY_SOURCE);
    }

    private List<Group> groups(Set<String> unreliable, String query) {
        List<Group> groups =
                handle.createQuery(query)
                        .bind("late", now.minus(PATIENCE).toEpochMilli())
                        .bind("yesterday", now.minus(DAY).toEpochMilli())
                        .map((row, _) ->
                                new Group(
                                        row.getString("source"),
                                        row.getInt("posts"),
                                        Instant.ofEpochMilli(row.getLong("since")),
                                        row.getString("reason")))
                        .list();
        return groups.stream().filter(group -> !unreliable.contains(group.source)).toList();
    }

    /**
     * The posts of one source that were found in the last 24 h.
     *
     * @param posts number of posts, without those that are ordinary texts
     * @param unseen how many of them wait for another try, or were lost
     * @param reason reason of the latest failure among them; empty if none failed
     */
    record Today(int posts, int unseen, String reason) {
        /** As many as this are an outage; fewer may be a coincidence. */
        private static final int MIN_OUTAGE = 3;

        boolean isMostlyUnseen() {
            return 2 * unseen > posts;
        }

        boolean isOutage() {
            return isMostlyUnseen() && unseen >= MIN_OUTAGE;
        }

        String description() {
            return "%d of %d posts of the last 24 hours could not be scanned: %s"
                    .formatted(unseen, posts, reason);
        }
    }

    /**
     * Returns the posts of a source that were found in the last 24 h. Entries of a feed without a
     * video are left out, unless there is no video in several of them and none was scanned lately.
     */
    Today today(String source) {
        return handle.createQuery(
                        """
                        select count(*) as posts,
                            coalesce(sum(failing_since is not null), 0) as unseen,
                            coalesce(sum(<text>), 0) as texts,
                            max(case when <text> then 1 else coalesce(failed_at, 0) end) as latest,
                            coalesce(reason, '') as reason,
                            exists (select 1 from post where source = :source
                                and judged_at > :lately) as scanned
                        from post where source = :source and found_at > :yesterday\
                        """)
                .define("text", IS_TEXT)
                .bind("source", source)
                .bind("yesterday", now.minus(DAY).toEpochMilli())
                .bind("lately", now.minus(VIDEO_PERIOD).toEpochMilli())
                .map((row, _) -> today(row))
                .one();
    }

    private static Today today(ResultSet row) throws SQLException {
        int texts = row.getInt("texts");
        boolean ordinary = row.getBoolean("scanned") || texts < Today.MIN_OUTAGE;
        int leftOut = ordinary ? texts : 0;
        return new Today(
                row.getInt("posts") - leftOut,
                row.getInt("unseen") - leftOut,
                row.getString("reason"));
    }
}
