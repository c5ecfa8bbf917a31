package dev.framewatch.desk.review;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.framewatch.desk.review.ReviewedFrame.Basis;
import dev.framewatch.desk.store.Database;
import dev.framewatch.desk.store.ReviewRepository;
import dev.framewatch.desk.store.ReviewRepository.Label;
import dev.framewatch.desk.store.ReviewRepository.Review;
import dev.framewatch.desk.store.Sighting;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.desk.store.SightingRepository;
import dev.framewatch.file.AtomicFile;
import dev.framewatch.home.Home;
import dev.framewatch.text.CsvCell;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of reviewed sightings as training labels. A confirmed clip shows the target somewhere:
 * that a frame shows it is known only if the reviewer saw that frame. A rejected clip shows it
 * nowhere.
 */
public final class ReviewLabels {
    private final Database database;
    private final Home home;

    public ReviewLabels(Database database, Home home) {
        this.database = database;
        this.home = home;
    }

    /** Which labels are wanted. */
    public enum Scope {
        /** Those that are true if the reviewers are right. */
        SOUND,
        /** Also the positive frames of confirmed clips that nobody looked at. */
        ALL
    }

    /**
     * Returns the reviewed frames of a target. The review of a frame takes precedence over that of
     * its sighting.
     */
    public List<ReviewedFrame> frames(String target, Scope scope) throws IOException {
        Map<String, ReviewedFrame> frames = new LinkedHashMap<>();
        ReviewFolder folder = new ReviewFolder(home.reviews().resolve(target));
        for (Label label : database.read(handle -> new ReviewRepository(handle).labels(target))) {
            Review review = label.review();
            List<String> seen = seen(review);
            for (String name : names(folder, review)) {
                frames.put(
                        name,
                        new ReviewedFrame(
                                name,
                                folder.file(name),
                                review.answer() == State.CONFIRMED,
                                label.clusterId(),
                                basis(review, seen.contains(name)),
                                review.actor(),
                                review.createdAt()));
            }
        }
        return frames.values().stream()
                .filter(frame -> scope == Scope.ALL || frame.basis().isSound())
                .toList();
    }

    private static Basis basis(Review review, boolean isSeen) {
        if (isSeen) {
            return Basis.SEEN;
        }
        return review.answer() == State.CONFIRMED ? Basis.CLIP_CONFIRMED : Basis.CLIP_REJECTED;
    }

    private static List<String> names(ReviewFolder folder, Review review) throws IOException {
        List<String> kept = folder.of(review.sighting());
        Double seconds = review.frameSeconds();
        if (seconds == null) {
            return kept;
        }
        String name = ReviewFolder.name(review.sighting(), seconds);
        return kept.contains(name) ? List.of(name) : List.of();
    }

    /**
     * Returns the names of the frames that the reviewer saw. Earlier versions did not record them:
     * then they are those that the evidence shows, while there is any.
     */
    private List<String> seen(Review review) throws IOException {
        Double seconds = review.frameSeconds();
        List<Double> recorded = review.seenFrames();
        List<Double> times;
        if (seconds != null) {
            times = List.of(seconds);
        } else if (recorded != null) {
            times = recorded;
        } else {
            times = shown(review);
        }
        return times.stream().map(time -> ReviewFolder.name(review.sighting(), time)).toList();
    }

    private List<Double> shown(Review review) throws IOException {
        Sighting sighting =
                database.read(handle -> new SightingRepository(handle).get(review.sighting()));
        if (sighting == null || sighting.evidence().isEmpty()) {
            return List.of();
        }
        Path folder = home.resolve(sighting.evidence());
        return Files.isDirectory(folder)
                ? ReviewEvidence.read(folder).seenFor(review.answer())
                : List.of();
    }

    /**
     * Exports {@link #frames} and labels.csv, {@code Image_ID,Class,Group,Basis}, which {@code
     * train} reads.
     *
     * @return number of images
     */
    public int export(String target, Path to, Scope scope) throws IOException {
        List<ReviewedFrame> frames = frames(target, scope);
        Files.createDirectories(to);
        StringWriter rows = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(rows)) {
            csv.writeRecord("Image_ID", "Class", "Group", "Basis");
            for (ReviewedFrame frame : frames) {
                AtomicFile.write(to.resolve(frame.name()), out -> Files.copy(frame.picture(), out));
                csv.writeRecord(
                        CsvCell.of(frame.name()),
                        frame.positive() ? "1" : "0",
                        CsvCell.of(frame.clusterId()),
                        CsvCell.of(frame.basisText()));
            }
        }
        AtomicFile.write(
                to.resolve("labels.csv"), rows.toString().getBytes(StandardCharsets.UTF_8));
        return frames.size();
    }
}
