package dev.framewatch.desk.service;

import dev.framewatch.desk.api.PrecisionDto;
import dev.framewatch.desk.api.ReviewItemDto;
import dev.framewatch.desk.export.SightingQuery;
import dev.framewatch.desk.review.AuditedReviews;
import dev.framewatch.desk.review.PendingCorrection;
import dev.framewatch.desk.review.Reviews;
import dev.framewatch.desk.review.Reviews.Narrowing;
import dev.framewatch.desk.review.Reviews.ReviewedFrame;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the sightings that await review, records answers, and exports them as labels. */
public final class ReviewService {
    private final Database database;
    private final Home home;
    private final Reviews reviews;

    ReviewService(Database database, Home home, Clock clock) {
        this.database = database;
        this.home = home;
        this.reviews = new Reviews(database, home, clock, new AuditedReviews(clock));
    }

    /**
     * A reviewer's answer.
     *
     * @param sighting ID of the sighting, or a unique prefix
     * @param frame time of the reviewed frame in seconds; null for the whole sighting
     * @param state confirmed, rejected or closed; for a frame, confirmed or rejected
     * @param note comment, or empty
     */
    public record Answer(
            String sighting, @Nullable Double frame, Sighting.State state, String note) {}

    /**
     * Returns the unreviewed sightings, one per clip family and target: the one with the highest
     * score.
     *
     * @param limit maximum number of sightings
     */
    public List<ReviewItemDto> waiting(int limit) {
        return database
                .jdbi()
                .withHandle(handle -> new SightingRepository(handle).unreviewed(limit))
                .stream()
                .map(sighting -> ReviewItemDto.of(sighting, home))
                .toList();
    }

    /**
     * Records an answer, which replaces earlier ones, and stores its frames for training.
     *
     * @return the reason why frames could not be stored, for users; empty on success
     * @throws NotFoundException if there is no such sighting or frame
     * @throws InvalidFieldException if the ID is malformed or ambiguous, or the state is not a
     *     review answer
     */
    public Optional<String> answer(Answer answer, String actor) throws IOException {
        return reviews.answer(
                new Reviews.Answer(
                        idOf(answer.sighting), answer.frame, answer.state, actor, answer.note));
    }

    private String idOf(String prefix) {
        return database.read(handle -> new SightingQuery(handle).resolveId(prefix));
    }

    /**
     * Takes back the answers about a sighting and its frames, so that it awaits review again.
     *
     * @throws NotFoundException if there is no such sighting
     * @throws ConflictException if it is closed or expired
     */
    public void takeBack(String sighting, String actor) throws IOException {
        reviews.takeBack(idOf(sighting), actor);
    }

    /** Returns what was said that the target files do not know yet, the earliest first. */
    public List<PendingCorrection> pendingCorrections() throws IOException {
        return reviews.pendingCorrections();
    }

    /**
     * Records that a target file knows what was said about a sighting.
     *
     * @param narrowed how the file changed, if it now only rejects more
     */
    public void settle(String sighting, Optional<Narrowing> narrowed) {
        reviews.settle(sighting, narrowed);
    }

    /**
     * Returns the precision of a target according to the reviews.
     *
     * @throws NotFoundException if there is no such target, and no results of it
     */
    public PrecisionDto precision(String target) {
        new KnownNames(database, home).requireTarget(target);
        return PrecisionDto.of(target, reviews.precision(target));
    }

    /** Returns the reviewed frames of a target; empty if there are none. */
    public List<ReviewedFrame> frames(String target) throws IOException {
        return reviews.frames(target);
    }

    /**
     * Writes the reviewed frames of a target and {@code labels.csv} to a folder.
     *
     * @return the number of images written
     * @throws NotFoundException if there is no such target, and no results of it
     */
    public int export(String target, Path folder) throws IOException {
        new KnownNames(database, home).requireTarget(target);
        return reviews.export(target, folder);
    }
}
