package dev.framewatch.desk.review;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.ReviewRepository;
import dev.framewatch.desk.store.ReviewRepository.Review;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.desk.store.SightingRepository.Outcomes;
import dev.framewatch.desk.store.Video;
import dev.framewatch.desk.store.VideoRepository;
import dev.framewatch.error.InvalidFieldException;
import dev.framewatch.error.NotFoundException;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.home.Home;
import dev.framewatch.json.StrictJson;
import dev.framewatch.video.UnreadableVideoException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** People's answers: on record, in the figures, and as labels to learn from. */
public final class Reviews {

    private final Database database;
    private final Home home;
    private final Clock clock;
    private final Recorder recorder;

    /** Writes an answer into the audit log, in the transaction that records it. */
    @FunctionalInterface
    public interface Recorder {
        void reviewed(Handle handle, Answer answer);
    }

    /**
     * What a person says.
     *
     * @param sighting id
     * @param frameSeconds seconds of the one frame it is about; null for the whole Sighting
     * @param state confirmed, rejected or closed; of a frame one of the first two
     * @param actor says so
     * @param note why, or empty
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
                        "a review confirms, rejects or closes a sighting; of a frame it confirms or"
                                + " rejects");
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
     * Takes an answer; the last one counts.
     *
     * @return what could not be kept to learn from, for people; empty when all was
     * @throws NotFoundException when there is no such Sighting or frame
     */
    public Optional<String> answer(Answer answer) throws IOException {
        Sighting sighting =
                database.read(handle -> new SightingRepository(handle).get(answer.sighting));
        if (sighting == null) {
            throw new NotFoundException("there is no sighting '%s'".formatted(answer.sighting));
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
        });
        return lost;
    }

    private Optional<String> keepFrames(Sighting sighting, Answer answer) throws IOException {
        if (answer.state == State.CLOSED) {
            return Optional.empty();
        }
        if (sighting.evidence().isEmpty()) {
            return Optional.of("its evidence has been deleted, so nothing can be learnt from it");
        }
        JsonNode evidence = evidence(sighting);
        List<Double> said = reviewedFrames(sighting.id());
        List<Double> times = new ArrayList<>();
        for (JsonNode frame : evidence.path("frames")) {
            double t = frame.path("t").asDouble();
            boolean asked = answer.frameSeconds != null && Math.abs(answer.frameSeconds - t) < 0.01;
            boolean implied =
                    answer.frameSeconds == null
                            && (answer.state == State.REJECTED
                                    || frame.path("positive").asBoolean()
                                    || said.contains(t));
            if (asked || implied) {
                times.add(t);
            }
        }
        if (answer.frameSeconds != null && times.isEmpty()) {
            throw new NotFoundException(
                    "the sighting '%s' has no frame at %s seconds; see evidence.json in %s"
                            .formatted(
                                    sighting.id(),
                                    answer.frameSeconds,
                                    home.resolve(sighting.evidence())));
        }
        Video video =
                Objects.requireNonNull(
                        database.read(handle -> new VideoRepository(handle).get(sighting.video())));
        if (video.path() == null) {
            return Optional.of("its video has been deleted, so nothing can be learnt from it");
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
            return Optional.of("nothing can be learnt from it: " + e.getMessage());
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
        return StrictJson.MAPPER.readTree(Files.readString(file));
    }

    private ReviewFolder folder(String target) {
        return new ReviewFolder(home.reviews().resolve(target));
    }

    /** How often a Target was right so far; a family counts once. */
    public Precision precision(String target) {
        Outcomes outcomes =
                database.read(handle -> new SightingRepository(handle).outcomes(target));
        return new Precision(outcomes.confirmed(), outcomes.rejected(), outcomes.unreviewed());
    }

    /**
     * Writes pictures and labels.csv, {@code Image_ID,Class,Group}, which {@code train} reads. What
     * was said of a frame goes before what was said of its Sighting.
     *
     * @return how many pictures there are
     */
    public int export(String target, Path to) throws IOException {
        Map<String, Label> labels = new LinkedHashMap<>();
        List<ReviewRepository.Label> answers =
                database.read(handle -> new ReviewRepository(handle).labels(target));
        for (ReviewRepository.Label said : answers) {
            for (String name : names(folder(target), said)) {
                labels.put(name, new Label(said.answer() == State.CONFIRMED, said.clusterId()));
            }
        }
        Files.createDirectories(to);
        StringWriter rows = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(rows)) {
            csv.writeRecord("Image_ID", "Class", "Group");
            for (Map.Entry<String, Label> label : labels.entrySet()) {
                Path picture = folder(target).file(label.getKey());
                AtomicFile.write(to.resolve(label.getKey()), out -> Files.copy(picture, out));
                csv.writeRecord(
                        label.getKey(),
                        label.getValue().positive ? "1" : "0",
                        label.getValue().clusterId);
            }
        }
        AtomicFile.write(
                to.resolve("labels.csv"), rows.toString().getBytes(StandardCharsets.UTF_8));
        return labels.size();
    }

    private record Label(boolean positive, String clusterId) {}

    private static List<String> names(ReviewFolder folder, ReviewRepository.Label said)
            throws IOException {
        List<String> kept = folder.of(said.sighting());
        if (said.frameSeconds() == null) {
            return kept;
        }
        String name = ReviewFolder.name(said.sighting(), said.frameSeconds());
        return kept.contains(name) ? List.of(name) : List.of();
    }
}
