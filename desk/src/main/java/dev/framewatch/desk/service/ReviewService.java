package dev.framewatch.desk.service;

import dev.framewatch.desk.api.PrecisionDto;
import dev.framewatch.desk.api.ReviewItemDto;
import dev.framewatch.desk.review.AuditedReviews;
import dev.framewatch.desk.review.Reviews;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the Sightings that wait for a review, records answers, and exports them as labels. */
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
     * A person's answer.
     *
     * @param sighting its id
     * @param frame the frame it is about, in seconds; null for the whole Sighting
     * @param state confirmed, rejected or closed; of a frame confirmed or rejected
     * @param note the person's note, or empty
     */
    public record Answer(
            String sighting, @Nullable Double frame, Sighting.State state, String note) {}

    /**
     * Returns the Sightings that nobody has reviewed, the best of each clip family and Target.
     *
     * @param limit how many at most
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
     * Records an answer; the last one counts. Its frames are stored for training.
     *
     * @return why frames could not be stored, for people; empty when they were
     * @throws NotFoundException when there is no such Sighting or frame
     * @throws InvalidFieldException when the state is none that a review can give
     */
    public Optional<String> answer(Answer answer, String actor) throws IOException {
        return reviews.answer(
                new Reviews.Answer(
                        answer.sighting, answer.frame, answer.state, actor, answer.note));
    }

    /** Returns how often a Target was right, according to the reviews. */
    public PrecisionDto precision(String target) {
        return PrecisionDto.of(target, reviews.precision(target));
    }

    /**
     * Writes the reviewed frames of a Target and {@code labels.csv} into a folder.
     *
     * @return how many pictures were written
     */
    public int export(String target, Path folder) throws IOException {
        return reviews.export(target, folder);
    }
}
