package dev.framewatch.desk.service;

import dev.framewatch.desk.api.PrecisionDto;
import dev.framewatch.desk.api.ReviewItemDto;
import dev.framewatch.desk.api.SightingDetailsDto;
import dev.framewatch.desk.api.SightingDto;
import dev.framewatch.desk.export.SightingQuery;
import dev.framewatch.desk.review.AuditedReviews;
import dev.framewatch.desk.review.FirstAnswer;
import dev.framewatch.desk.review.FrameExtractor;
import dev.framewatch.desk.review.PendingCorrection;
import dev.framewatch.desk.review.ReviewLabels;
import dev.framewatch.desk.review.ReviewLabels.Scope;
import dev.framewatch.desk.review.ReviewedFrame;
import dev.framewatch.desk.review.Reviews;
import dev.framewatch.desk.review.Reviews.Narrowing;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.ReviewRepository;
import dev.framewatch.desk.store.ReviewRepository.Review;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.UnsureRepository;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the sightings that await review, records answers, and exports them as labels. */
public final class ReviewService {
    private final Database database;
    private final Home home;
    private final Clock clock;
    private final Reviews reviews;
    private final ReviewLabels labels;

    ReviewService(Database database, Home home, Clock clock, FrameExtractor extractor) {
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.reviews = new Reviews(database, home, clock, new AuditedReviews(clock), extractor);
        this.labels = new ReviewLabels(database, home);
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
     * Returns the unreviewed sightings, one per clip family and target, the most doubtful first.
     *
     * @param limit maximum number of sightings
     */
    public List<ReviewItemDto> waiting(int limit) throws IOException {
        List<ReviewItemDto> items = new ArrayList<>();
        for (Sighting sighting :
                database.read(handle -> new SightingRepository(handle).unreviewed(limit))) {
            SightingDto row =
                    database.read(handle -> new SightingQuery(handle).of(sighting.id())).dto(home);
            items.add(ReviewItemDto.of(sighting, row, reviews.doubtful(sighting), home));
        }
        return items;
    }

    /**
     * Returns the IDs of the sightings that await review, one per clip family and target, the most
     * doubtful first and those that the reviewer was unsure about last.
     *
     * @param target name of the target; null for all
     * @param actor the reviewer
     * @param limit maximum number
     * @throws NotFoundException if there is no such target, and no results of it
     */
    public List<SightingRepository.Waiting> queue(
            @Nullable String target, String actor, int limit) {
        if (target != null) {
            new KnownNames(database, home).requireTarget(target);
        }
        return database.read(
                handle -> new SightingRepository(handle).waiting(target, actor, limit));
    }

    /** What a reviewer says about a sighting and its clip family. */
    public enum Decision {
        /** The target is in it. */
        CONFIRMED,
        /** The target is not in it. */
        REJECTED,
        /** The reviewer cannot tell; it waits for others. */
        UNSURE;

        /**
         * Returns the decision with the given name in JSON.
         *
         * @throws InvalidFieldException if there is none
         */
        public static Decision of(@Nullable String word) {
            return Stream.of(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new InvalidFieldException(
                                    "answer",
                                    "the answer must be confirmed, rejected or unsure, not '%s'"
                                            .formatted(word)));
        }

        /** Returns the name in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of a decision.
     *
     * @param sighting full ID of the sighting
     * @param earlier the answer of whoever was first, which stands; null if the decision is
     *     recorded
     * @param note reason why frames could not be stored for training, for users; or empty
     */
    public record DecisionResult(
            String sighting, SightingDetailsDto.@Nullable ReviewEntry earlier, String note) {}

    /**
     * Records a decision about a sighting and its clip family, unless somebody has decided before.
     * The same decision of the same reviewer, sent twice, is recorded once.
     *
     * @param id ID of the sighting, or a unique prefix
     * @param note comment, or empty
     * @throws NotFoundException if there is no such sighting
     * @throws InvalidFieldException if the ID is malformed or ambiguous
     * @throws ConflictException if the sighting is expired, or being decided at this moment
     */
    public DecisionResult decide(String id, Decision decision, String note, String actor)
            throws IOException {
        String sighting = idOf(id);
        if (decision == Decision.UNSURE) {
            database.write(
                    handle -> new UnsureRepository(handle).add(sighting, actor, clock.instant()));
            return new DecisionResult(sighting, null, "");
        }
        State state = decision == Decision.CONFIRMED ? State.CONFIRMED : State.REJECTED;
        FirstAnswer result =
                reviews.answerFirst(new Reviews.Answer(sighting, null, state, actor, note));
        return switch (result) {
            case FirstAnswer.Recorded(Optional<String> lost) ->
                    new DecisionResult(sighting, null, lost.orElse(""));
            case FirstAnswer.Earlier(Review review)
                    when review.actor().equals(actor)
                            && review.answer() == state
                            && review.sighting().equals(sighting) ->
                    new DecisionResult(sighting, null, "");
            case FirstAnswer.Earlier(Review review) ->
                    new DecisionResult(
                            sighting,
                            new SightingDetailsDto.ReviewEntry(
                                    review.createdAt(),
                                    review.actor(),
                                    review.answer().word(),
                                    null,
                                    review.note()),
                            "");
        };
    }

    /**
     * Takes back a reviewer's own decision, so that the sighting awaits review again.
     *
     * @throws NotFoundException if there is no such sighting
     * @throws ConflictException if somebody else has decided, or it is closed or expired
     */
    public void undo(String id, String actor) throws IOException {
        String sighting = idOf(id);
        database.write(handle -> new UnsureRepository(handle).remove(sighting, actor));
        List<Review> answers =
                database.read(handle -> new ReviewRepository(handle).ofSighting(sighting));
        if (answers.isEmpty()) {
            return;
        }
        Review latest = answers.getLast();
        if (!latest.actor().equals(actor)) {
            throw new ConflictException(
                    "%s has %s sighting '%s' since"
                            .formatted(latest.actor(), latest.answer().word(), sighting));
        }
        reviews.takeBack(sighting, actor);
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
        return answer(List.of(answer), actor);
    }

    /**
     * Records answers about one sighting and its frames, all or none, as {@link #answer(Answer,
     * String)} does.
     */
    public Optional<String> answer(List<Answer> answers, String actor) throws IOException {
        return reviews.answer(
                answers.stream()
                        .map(one ->
                                new Reviews.Answer(
                                        idOf(one.sighting), one.frame, one.state, actor, one.note))
                        .toList());
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

    /** Returns the frames of a target that reviews label soundly; empty if there are none. */
    public List<ReviewedFrame> frames(String target) throws IOException {
        return labels.frames(target, Scope.SOUND);
    }

    /**
     * Writes the reviewed frames of a target and {@code labels.csv} to a folder.
     *
     * @param scope which labels are written
     * @return the number of images written
     * @throws NotFoundException if there is no such target, and no results of it
     */
    public int export(String target, Path folder, Scope scope) throws IOException {
        new KnownNames(database, home).requireTarget(target);
        return labels.export(target, folder, scope);
    }
}
