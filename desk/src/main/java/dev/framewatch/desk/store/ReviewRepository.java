package dev.framewatch.desk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Stores reviews of sightings. */
public final class ReviewRepository {
    private static final Pattern SPACE = Pattern.compile(" ");

    private final Handle handle;

    /**
     * @param handle handle of the enclosing transaction
     */
    public ReviewRepository(Handle handle) {
        this.handle = handle;
    }

    /**
     * One review.
     *
     * @param sighting id of the sighting
     * @param frameSeconds presentation time of the reviewed frame, in seconds; null for the whole
     *     sighting
     * @param answer confirmed, rejected or closed
     * @param actor name of the reviewer
     * @param note optional comment, or empty
     * @param createdAt time of the review
     * @param seenFrames presentation times of the frames that the reviewer of a whole sighting saw
     *     and answered for, in seconds; null if that was not recorded
     */
    public record Review(
            String sighting,
            @Nullable Double frameSeconds,
            Sighting.State answer,
            String actor,
            String note,
            Instant createdAt,
            @Nullable List<Double> seenFrames) {
        public Review {
            seenFrames = seenFrames == null ? null : List.copyOf(seenFrames);
        }
    }

    /**
     * A review as a training label.
     *
     * @param review the review
     * @param clusterId near-duplicate cluster of the sighting's video
     */
    public record Label(Review review, String clusterId) {}

    /** Adds a review; a review of the whole sighting also sets the sighting's state. */
    public void add(Review review) {
        handle.createUpdate(
                        """
                        insert into review (sighting, frame_seconds, answer, actor, note, created_at,
                            seen_frames)
                        values (?, ?, ?, ?, ?, ?, ?)\
                        """)
                .bind(0, review.sighting())
                .bind(1, review.frameSeconds())
                .bind(2, review.answer().word())
                .bind(3, review.actor())
                .bind(4, review.note())
                .bind(5, review.createdAt().toEpochMilli())
                .bind(6, text(review.seenFrames()))
                .execute();
        if (review.frameSeconds() == null) {
            new SightingRepository(handle).setState(review.sighting(), review.answer());
        }
        Map<String, Object> payload = new HashMap<>();
        payload.put("answer", review.answer().word());
        payload.put("actor", review.actor());
        if (review.frameSeconds() != null) {
            payload.put("frameSeconds", review.frameSeconds());
        }
        new EventRepository(handle)
                .append(EventType.REVIEW_ANSWERED, review.sighting(), review.createdAt(), payload);
    }

    /** Deletes the reviews of a sighting, which awaits review again. */
    public void takeBack(String sighting, String actor, Instant now) {
        handle.execute("delete from review where sighting = ?", sighting);
        new SightingRepository(handle).setState(sighting, Sighting.State.NEW);
        new EventRepository(handle)
                .append(
                        EventType.REVIEW_ANSWERED,
                        sighting,
                        now,
                        Map.of("answer", Sighting.State.NEW.word(), "actor", actor));
    }

    /** Returns all reviews of a sighting, earliest first. */
    public List<Review> ofSighting(String id) {
        return handle.createQuery("select * from review where sighting = ? order by created_at, id")
                .bind(0, id)
                .map(ReviewRepository::read)
                .list();
    }

    /**
     * Returns the latest review of a whole sighting of a target in a near-duplicate cluster; empty
     * if there is none.
     */
    public Optional<Review> ofCluster(String target, String clusterId) {
        return handle.createQuery(
                        """
                        select review.* from sighting join review on review.sighting = sighting.id
                        where sighting.target = ? and sighting.cluster_id = ?
                            and frame_seconds is null
                        order by review.id desc limit 1\
                        """)
                .bind(0, target)
                .bind(1, clusterId)
                .map(ReviewRepository::read)
                .findOne();
    }

    /**
     * Returns the confirming and rejecting reviews of a target's sightings: those of whole
     * sightings first, then those of frames, each in chronological order.
     */
    public List<Label> labels(String target) {
        return handle.createQuery(
                        """
                        select review.*, cluster_id from review
                        join sighting on sighting.id = review.sighting
                        where target = ? and answer in ('confirmed', 'rejected')
                        order by frame_seconds is not null, review.id\
                        """)
                .bind(0, target)
                .map((row, context) -> new Label(read(row, context), row.getString("cluster_id")))
                .list();
    }

    private static Review read(ResultSet row, StatementContext context) throws SQLException {
        return new Review(
                row.getString("sighting"),
                frameSeconds(row),
                Sighting.State.of(row.getString("answer")),
                row.getString("actor"),
                row.getString("note"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                times(row.getString("seen_frames")));
    }

    private static @Nullable String text(@Nullable List<Double> times) {
        return times == null
                ? null
                : times.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static @Nullable List<Double> times(@Nullable String text) {
        return text == null
                ? null
                : SPACE.splitAsStream(text)
                        .filter(word -> !word.isEmpty())
                        .map(Double::valueOf)
                        .toList();
    }

    private static @Nullable Double frameSeconds(ResultSet row) throws SQLException {
        double seconds = row.getDouble("frame_seconds");
        return row.wasNull() ? null : seconds;
    }
}
