package dev.framewatch.desk.review;

import dev.framewatch.desk.review.ReviewEvidence.SampledFrame;
import dev.framewatch.desk.store.CorrectionRepository;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.ReviewRepository;
import dev.framewatch.desk.store.ReviewRepository.Review;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.SightingRepository.Outcomes;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.error.ConflictException;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.home.Home;
import dev.framewatch.video.UnreadableVideoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Records reviews, and computes precision from them. */
public final class Reviews {
    private final Database database;
    private final Home home;
    private final Clock clock;
    private final Recorder recorder;
    private final FrameExtractor extractor;
    private final Set<String> beingAnswered = ConcurrentHashMap.newKeySet();

    /** Writes a review to the audit log, in the transaction that records it. */
    @FunctionalInterface
    public interface Recorder {
        void reviewed(Handle handle, Answer answer);

        /** Records that the answers about a sighting were taken back. */
        default void takenBack(Handle handle, String sighting, String actor) {}
    }

    /**
     * Answer of a reviewer.
     *
     * @param sighting id of the sighting
     * @param frameSeconds presentation time of the reviewed frame, in seconds; null for the whole
     *     sighting
     * @param state confirmed, rejected or closed; for a frame, confirmed or rejected
     * @param actor name of the reviewer
     * @param note optional comment, or empty
     */
    public record Answer(
            String sighting,
            @Nullable Double frameSeconds,
            State state,
            String actor,
            String note) {
        public Answer {
            boolean known =
                    state == State.CONFIRMED
                            || state == State.REJECTED
                            || (state == State.CLOSED && frameSeconds == null);
            if (!known) {
                throw new InvalidFieldException(
                        "state",
                        "a review must confirm, reject or close a sighting; for a frame, it must"
                                + " confirm or reject");
            }
        }
    }

    /**
     * @param recorder writes to the audit log
     * @param extractor reads the frames of reviewed videos
     */
    public Reviews(
            Database database,
            Home home,
            Clock clock,
            Recorder recorder,
            FrameExtractor extractor) {
        this.extractor = extractor;
        this.database = database;
        this.home = home;
        this.clock = clock;
        this.recorder = recorder;
    }

    /**
     * Records an answer; the latest one is effective.
     *
     * @return reason why no frames could be kept for training, for display; empty on success
     * @throws NotFoundException if the sighting or frame does not exist
     */
    public Optional<String> answer(Answer answer) throws IOException {
        return answer(List.of(answer));
    }

    /**
     * Records answers about one sighting and its frames, all or none; the latest one is effective.
     *
     * @return reason why no frames could be kept for training, for display; empty on success
     * @throws NotFoundException if the sighting or a frame does not exist
     */
    public Optional<String> answer(List<Answer> answers) throws IOException {
        return answer(answers, _ -> {});
    }

    /**
     * Records an answer about a whole sighting, unless somebody has answered about its clip family
     * before: nothing is overwritten then.
     *
     * @throws NotFoundException if the sighting does not exist
     * @throws ConflictException if the sighting is expired, or another answer is being recorded
     */
    public FirstAnswer answerFirst(Answer answer) throws IOException {
        Sighting sighting = database.read(handle -> UnansweredFamily.find(handle, answer.sighting));
        String family = sighting.target() + "\n" + sighting.clusterId();
        if (!beingAnswered.add(family)) {
            throw new ConflictException(
                    "somebody is answering about sighting '%s' right now".formatted(sighting.id()));
        }
        try {
            database.read(handle -> {
                UnansweredFamily.require(handle, answer.sighting);
                return sighting;
            });
            return new FirstAnswer.Recorded(
                    answer(
                            List.of(answer),
                            handle -> UnansweredFamily.require(handle, answer.sighting)));
        } catch (AnsweredBeforeException e) {
            return new FirstAnswer.Earlier(e.review());
        } finally {
            beingAnswered.remove(family);
        }
    }

    /**
     * @param guard runs in the transaction, before anything is written
     */
    private Optional<String> answer(List<Answer> answers, Consumer<Handle> guard)
            throws IOException {
        String id = answers.getFirst().sighting;
        if (!answers.stream().allMatch(answer -> answer.sighting.equals(id))) {
            throw new IllegalArgumentException("answers about several sightings");
        }
        Sighting sighting = database.read(handle -> new SightingRepository(handle).get(id));
        if (sighting == null) {
            throw new NotFoundException("no sighting '%s'".formatted(id));
        }
        boolean isClosing = answers.stream().allMatch(answer -> answer.state == State.CLOSED);
        ReviewEvidence evidence =
                isClosing || sighting.evidence().isEmpty() ? null : evidence(sighting);
        List<Review> reviews = new ArrayList<>();
        for (Answer answer : answers) {
            reviews.add(review(answer, sighting, evidence));
        }
        Optional<String> lost =
                isClosing ? Optional.empty() : keepFrames(sighting, evidence, reviews);
        database.write(handle -> {
            guard.accept(handle);
            for (int i = 0; i < answers.size(); i++) {
                new ReviewRepository(handle).add(reviews.get(i));
                recorder.reviewed(handle, answers.get(i));
            }
            if (!isClosing) {
                new CorrectionRepository(handle).queue(id, clock.instant());
            }
        });
        return lost;
    }

    private Review review(Answer answer, Sighting sighting, @Nullable ReviewEvidence evidence) {
        Double seconds = answer.frameSeconds;
        if (seconds != null && evidence != null) {
            seconds =
                    evidence.at(seconds)
                            .orElseThrow(() -> noFrame(sighting, answer.frameSeconds))
                            .seconds();
        }
        return new Review(
                answer.sighting,
                seconds,
                answer.state,
                answer.actor,
                answer.note,
                clock.instant(),
                seconds == null && evidence != null ? evidence.seenFor(answer.state) : null);
    }

    private NotFoundException noFrame(Sighting sighting, @Nullable Double seconds) {
        return new NotFoundException(
                "sighting '%s' has no frame at %s seconds; see evidence.json in %s"
                        .formatted(sighting.id(), seconds, home.resolve(sighting.evidence())));
    }

    /**
     * Takes back what was said about a sighting and its frames: it awaits review again, and nothing
     * is learned from it.
     *
     * @throws NotFoundException if the sighting does not exist
     * @throws ConflictException if it is closed or expired
     */
    public void takeBack(String id, String actor) throws IOException {
        Sighting sighting = database.read(handle -> new SightingRepository(handle).get(id));
        if (sighting == null) {
            throw new NotFoundException("no sighting '%s'".formatted(id));
        }
        if (sighting.state() == State.CLOSED || sighting.state() == State.EXPIRED) {
            throw new ConflictException(
                    "sighting '%s' is %s: its media may be deleted, so it cannot be reviewed again"
                            .formatted(id, sighting.state().word()));
        }
        database.write(handle -> {
            new ReviewRepository(handle).takeBack(id, actor, clock.instant());
            recorder.takenBack(handle, id, actor);
            new CorrectionRepository(handle).queue(id, clock.instant());
        });
        folder(sighting.target()).delete(id);
    }

    /** Returns what was said since the targets were last corrected, the earliest first. */
    public List<PendingCorrection> pendingCorrections() throws IOException {
        List<PendingCorrection> pending = new ArrayList<>();
        for (Sighting sighting :
                database.read(handle -> new CorrectionRepository(handle).pending())) {
            pending.add(correction(sighting));
        }
        return pending;
    }

    private PendingCorrection correction(Sighting sighting) throws IOException {
        Review whole = null;
        Map<String, State> frames = new HashMap<>();
        for (Review review :
                database.read(handle -> new ReviewRepository(handle).ofSighting(sighting.id()))) {
            if (review.frameSeconds() == null) {
                whole = review;
            } else {
                frames.put(
                        ReviewFolder.name(sighting.id(), review.frameSeconds()), review.answer());
            }
        }
        boolean isWholeRejected = whole != null && whole.answer() == State.REJECTED;
        boolean isRejected = isWholeRejected || frames.containsValue(State.REJECTED);
        List<PendingCorrection.Face> faces = new ArrayList<>();
        if (isRejected && !sighting.evidence().isEmpty()) {
            for (SampledFrame frame : evidence(sighting).positiveFaces()) {
                String name = ReviewFolder.name(sighting.id(), frame.seconds());
                State implied = isWholeRejected && frame.isShown() ? State.REJECTED : State.NEW;
                Path picture = folder(sighting.target()).file(name);
                if (frames.getOrDefault(name, implied) == State.REJECTED && Files.exists(picture)) {
                    faces.add(
                            new PendingCorrection.Face(
                                    name, picture, Objects.requireNonNull(frame.box())));
                }
            }
        }
        return new PendingCorrection(sighting.id(), sighting.target(), isRejected, faces);
    }

    /**
     * Records that a target knows what was said about a sighting.
     *
     * @param narrowed the target file before and after, if it now only rejects more; empty if it is
     *     the same or changed otherwise
     */
    public void settle(String sighting, Optional<Narrowing> narrowed) {
        database.write(handle -> {
            CorrectionRepository corrections = new CorrectionRepository(handle);
            narrowed.ifPresent(
                    change -> corrections.narrowed(change.before, change.after, clock.instant()));
            corrections.settle(sighting);
        });
    }

    /**
     * A change of a target file after which it finds nothing that it did not find before.
     *
     * @param before SHA-256 of the file
     * @param after SHA-256 of the file
     */
    public record Narrowing(String before, String after) {}

    private Optional<String> keepFrames(
            Sighting sighting, @Nullable ReviewEvidence evidence, List<Review> reviews)
            throws IOException {
        if (evidence == null) {
            return Optional.of("its evidence has been deleted, so it cannot be used for training");
        }
        Video video =
                Objects.requireNonNull(
                        database.read(handle -> new VideoRepository(handle).get(sighting.video())));
        if (video.path() == null) {
            return Optional.of("its video has been deleted, so it cannot be used for training");
        }
        ReviewFolder folder = folder(sighting.target());
        if (reviews.stream().anyMatch(review -> review.frameSeconds() == null)) {
            folder.delete(sighting.id());
        }
        try {
            folder.extract(
                    extractor,
                    home.resolve(video.path()),
                    sighting.id(),
                    evidence.every(),
                    times(evidence, reviews, answered(sighting.id())));
            return Optional.empty();
        } catch (UnreadableVideoException e) {
            return Optional.of("it cannot be used for training: " + e.getMessage());
        }
    }

    /** Returns the times of the frames that answers are about. */
    private static List<Double> times(
            ReviewEvidence evidence, List<Review> reviews, List<Double> answered) {
        List<Double> times = new ArrayList<>();
        for (Review review : reviews) {
            if (review.frameSeconds() != null) {
                times.add(review.frameSeconds());
                continue;
            }
            evidence.frames().stream()
                    .filter(frame -> review.answer() == State.REJECTED || frame.positive())
                    .map(SampledFrame::seconds)
                    .forEach(times::add);
            times.addAll(answered);
        }
        return times;
    }

    private List<Double> answered(String sighting) {
        return database.read(handle -> new ReviewRepository(handle).ofSighting(sighting)).stream()
                .map(Review::frameSeconds)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Returns the frames of a sighting from whose review its target learns most, most first; empty
     * once its evidence is deleted.
     */
    public List<DoubtfulFrame> doubtful(Sighting sighting) throws IOException {
        return sighting.evidence().isEmpty()
                ? List.of()
                : evidence(sighting).doubtful(answered(sighting.id()));
    }

    private ReviewEvidence evidence(Sighting sighting) throws IOException {
        return ReviewEvidence.read(home.resolve(sighting.evidence()));
    }

    private ReviewFolder folder(String target) {
        return new ReviewFolder(home.reviews().resolve(target));
    }

    /** Returns the precision of a target; each near-duplicate cluster counts once. */
    public Precision precision(String target) {
        Outcomes outcomes =
                database.read(handle -> new SightingRepository(handle).outcomes(target));
        return new Precision(outcomes.confirmed(), outcomes.rejected(), outcomes.unreviewed());
    }
}
