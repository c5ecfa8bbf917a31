package dev.framewatch.desk.review;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.framewatch.desk.evidence.EvidenceManifest;
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
import dev.framewatch.file.AtomicFile;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.geometry.Box;
import dev.framewatch.home.Home;
import dev.framewatch.json.StrictJson;
import dev.framewatch.text.CsvCell;
import dev.framewatch.video.UnreadableVideoException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Records reviews, computes precision from them and exports them as training labels. */
public final class Reviews {

    private final Database database;
    private final Home home;
    private final Clock clock;
    private final Recorder recorder;

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

    public Reviews(Database database, Home home, Clock clock, Recorder recorder) {
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
        Sighting sighting =
                database.read(handle -> new SightingRepository(handle).get(answer.sighting));
        if (sighting == null) {
            throw new NotFoundException("no sighting '%s'".formatted(answer.sighting));
        }
        Optional<String> lost = keepFrames(sighting, answer);
        database.write(handle -> {
            new ReviewRepository(handle)
                    .add(
                            new Review(
                                    answer.sighting,
                                    answer.frameSeconds,
                                    answer.state,
                                    answer.actor,
                                    answer.note,
                                    clock.instant()));
            recorder.reviewed(handle, answer);
            if (answer.state != State.CLOSED) {
                new CorrectionRepository(handle).queue(answer.sighting, clock.instant());
            }
        });
        return lost;
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
        List<Review> reviews =
                database.read(handle -> new ReviewRepository(handle).ofSighting(sighting.id()));
        State whole = State.NEW;
        Map<String, State> frames = new HashMap<>();
        for (Review review : reviews) {
            if (review.frameSeconds() == null) {
                whole = review.answer();
            } else {
                frames.put(
                        ReviewFolder.name(sighting.id(), review.frameSeconds()), review.answer());
            }
        }
        boolean isRejected = whole == State.REJECTED || frames.containsValue(State.REJECTED);
        List<PendingCorrection.Face> faces = new ArrayList<>();
        if (isRejected && !sighting.evidence().isEmpty()) {
            for (JsonNode frame : positives(evidence(sighting))) {
                String name = ReviewFolder.name(sighting.id(), frame.path("t").asDouble());
                Path picture = folder(sighting.target()).file(name);
                if (frames.getOrDefault(name, whole) == State.REJECTED && Files.exists(picture)) {
                    faces.add(new PendingCorrection.Face(name, picture, box(frame.path("box"))));
                }
            }
        }
        return new PendingCorrection(sighting.id(), sighting.target(), isRejected, faces);
    }

    /** Returns the positive frames of which the position of the face is known, best first. */
    private static List<JsonNode> positives(JsonNode evidence) {
        List<JsonNode> positives = new ArrayList<>();
        for (JsonNode frame : evidence.path("frames")) {
            JsonNode box = frame.path("box");
            if (frame.path("positive").asBoolean()
                    && box.size() == 4
                    && box.path(2).asInt() > 0
                    && box.path(3).asInt() > 0) {
                positives.add(frame);
            }
        }
        positives.sort(
                Comparator.comparingDouble((JsonNode frame) -> frame.path("score").asDouble())
                        .reversed());
        return positives;
    }

    private static Box box(JsonNode box) {
        return new Box(
                box.path(0).asInt(), box.path(1).asInt(), box.path(2).asInt(), box.path(3).asInt());
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

    private Optional<String> keepFrames(Sighting sighting, Answer answer) throws IOException {
        if (answer.state == State.CLOSED) {
            return Optional.empty();
        }
        if (sighting.evidence().isEmpty()) {
            return Optional.of("its evidence has been deleted, so it cannot be used for training");
        }
        JsonNode evidence = evidence(sighting);
        List<Double> reviewed = reviewedFrames(sighting.id());
        List<Double> times = new ArrayList<>();
        for (JsonNode frame : evidence.path("frames")) {
            double t = frame.path("t").asDouble();
            boolean isRequested =
                    answer.frameSeconds != null && Math.abs(answer.frameSeconds - t) < 0.01;
            boolean isImplied =
                    answer.frameSeconds == null
                            && (answer.state == State.REJECTED
                                    || frame.path("positive").asBoolean()
                                    || reviewed.contains(t));
            if (isRequested || isImplied) {
                times.add(t);
            }
        }
        if (answer.frameSeconds != null && times.isEmpty()) {
            throw new NotFoundException(
                    "sighting '%s' has no frame at %s seconds; see evidence.json in %s"
                            .formatted(
                                    sighting.id(),
                                    answer.frameSeconds,
                                    home.resolve(sighting.evidence())));
        }
        Video video =
                Objects.requireNonNull(
                        database.read(handle -> new VideoRepository(handle).get(sighting.video())));
        if (video.path() == null) {
            return Optional.of("its video has been deleted, so it cannot be used for training");
        }
        ReviewFolder folder = folder(sighting.target());
        if (answer.frameSeconds == null) {
            folder.delete(sighting.id());
        }
        try {
            folder.extract(
                    home.resolve(video.path()),
                    sighting.id(),
                    evidence.path("every").asDouble(1),
                    times);
            return Optional.empty();
        } catch (UnreadableVideoException e) {
            return Optional.of("it cannot be used for training: " + e.getMessage());
        }
    }

    private List<Double> reviewedFrames(String sighting) {
        return database.read(handle -> new ReviewRepository(handle).ofSighting(sighting)).stream()
                .map(Review::frameSeconds)
                .filter(Objects::nonNull)
                .toList();
    }

    private JsonNode evidence(Sighting sighting) throws IOException {
        Path file = home.resolve(sighting.evidence()).resolve("evidence.json");
        return StrictJson.MAPPER.readTree(BoundedFile.text(file, EvidenceManifest.MAX_BYTES));
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

    /**
     * A reviewed frame.
     *
     * @param name file name; it begins with the id of the sighting and a hyphen
     * @param picture the frame
     * @param positive whether it shows the target
     * @param clusterId near-duplicate cluster of the sighting's video
     */
    public record ReviewedFrame(String name, Path picture, boolean positive, String clusterId) {}

    /**
     * Returns the reviewed frames of a target. The review of a frame takes precedence over that of
     * its sighting.
     */
    public List<ReviewedFrame> frames(String target) throws IOException {
        Map<String, ReviewedFrame> frames = new LinkedHashMap<>();
        ReviewFolder folder = folder(target);
        for (ReviewRepository.Label review :
                database.read(handle -> new ReviewRepository(handle).labels(target))) {
            for (String name : names(folder, review)) {
                frames.put(
                        name,
                        new ReviewedFrame(
                                name,
                                folder.file(name),
                                review.answer() == State.CONFIRMED,
                                review.clusterId()));
            }
        }
        return List.copyOf(frames.values());
    }

    /**
     * Exports {@link #frames} and labels.csv, {@code Image_ID,Class,Group}, in the format that
     * {@code train} reads.
     *
     * @return number of images
     */
    public int export(String target, Path to) throws IOException {
        List<ReviewedFrame> frames = frames(target);
        Files.createDirectories(to);
        StringWriter rows = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(rows)) {
            csv.writeRecord("Image_ID", "Class", "Group");
            for (ReviewedFrame frame : frames) {
                AtomicFile.write(to.resolve(frame.name), out -> Files.copy(frame.picture, out));
                csv.writeRecord(
                        CsvCell.of(frame.name),
                        frame.positive ? "1" : "0",
                        CsvCell.of(frame.clusterId));
            }
        }
        AtomicFile.write(
                to.resolve("labels.csv"), rows.toString().getBytes(StandardCharsets.UTF_8));
        return frames.size();
    }

    private static List<String> names(ReviewFolder folder, ReviewRepository.Label review)
            throws IOException {
        List<String> kept = folder.of(review.sighting());
        if (review.frameSeconds() == null) {
            return kept;
        }
        String name = ReviewFolder.name(review.sighting(), review.frameSeconds());
        return kept.contains(name) ? List.of(name) : List.of();
    }
}
