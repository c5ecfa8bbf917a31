package dev.framewatch.desk.review;

import dev.framewatch.desk.evidence.EvidenceManifest;
import dev.framewatch.desk.evidence.EvidencePage;
import dev.framewatch.desk.review.DoubtfulFrame.Reason;
import dev.framewatch.desk.store.Sighting.State;
import dev.framewatch.file.BoundedFile;
import dev.framewatch.geometry.Box;
import dev.framewatch.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the evidence of a sighting says about its frames.
 *
 * @param every sampling interval in seconds
 * @param threshold score at or above which a frame is positive
 * @param frames every sampled frame, in order of time
 */
record ReviewEvidence(double every, double threshold, List<SampledFrame> frames) {
    /** Presentation times are rounded where people read them. */
    private static final double SAME_FRAME_SECONDS = 0.1;

    /** Scores this close to the threshold may as well be on its other side. */
    private static final double NEAR_MARGIN = 0.1;

    private static final int MAX_DOUBTFUL = 4;

    ReviewEvidence {
        frames = List.copyOf(frames);
    }

    /**
     * A sampled frame.
     *
     * @param seconds presentation time
     * @param score 0 to 1; null if it could not be scored
     * @param positive whether it counted as showing the target
     * @param isUnclear whether nobody can tell: a face is not seen well enough
     * @param isShown whether a person who looks at the evidence sees it
     * @param box position of the face; null if there is none
     */
    record SampledFrame(
            double seconds,
            @Nullable Double score,
            boolean positive,
            boolean isUnclear,
            boolean isShown,
            @Nullable Box box) {}

    /** Reads the evidence in a folder. */
    static ReviewEvidence read(Path folder) throws IOException {
        JsonNode file =
                StrictJson.MAPPER.readTree(
                        BoundedFile.text(
                                folder.resolve("evidence.json"), EvidenceManifest.MAX_BYTES));
        Set<String> shown = new HashSet<>();
        for (JsonNode picture : file.path("pictures")) {
            OptionalDouble seconds = EvidencePage.seconds(picture.asString(""));
            if (seconds.isPresent()) {
                shown.add(ReviewFolder.time(seconds.getAsDouble()));
            }
        }
        List<SampledFrame> frames = new ArrayList<>();
        for (JsonNode frame : file.path("frames")) {
            double seconds = frame.path("t").asDouble();
            frames.add(
                    new SampledFrame(
                            seconds,
                            frame.path("score").isNumber() ? frame.path("score").asDouble() : null,
                            frame.path("positive").asBoolean(),
                            frame.path("unclear").asBoolean(),
                            shown.contains(ReviewFolder.time(seconds)),
                            box(frame.path("box"))));
        }
        return new ReviewEvidence(
                file.path("every").asDouble(1), file.path("threshold").asDouble(0.5), frames);
    }

    private static @Nullable Box box(JsonNode box) {
        return box.size() == 4 && box.path(2).asInt() > 0 && box.path(3).asInt() > 0
                ? new Box(
                        box.path(0).asInt(),
                        box.path(1).asInt(),
                        box.path(2).asInt(),
                        box.path(3).asInt())
                : null;
    }

    /** Returns the frame at a time as people write it; empty if there is none. */
    Optional<SampledFrame> at(double seconds) {
        return frames.stream()
                .filter(frame -> isAt(frame, seconds))
                .min(Comparator.comparingDouble(frame -> Math.abs(frame.seconds - seconds)));
    }

    /**
     * Returns the times of the frames that a reviewer of the whole sighting answers for: of those
     * that are shown, all if none shows the target, and else those that count as showing it.
     */
    List<Double> seenFor(State answer) {
        return frames.stream()
                .filter(frame -> frame.isShown && (frame.positive || answer == State.REJECTED))
                .map(SampledFrame::seconds)
                .toList();
    }

    /** Returns the positive frames of which the position of the face is known, best first. */
    List<SampledFrame> positiveFaces() {
        return frames.stream()
                .filter(frame -> frame.positive && frame.box != null)
                .sorted(Comparator.comparingDouble((SampledFrame frame) -> score(frame)).reversed())
                .toList();
    }

    /**
     * Returns the frames from whose review the target learns most: those that nobody can tell, then
     * those whose score is closest to the threshold.
     *
     * @param answered times of the frames that were reviewed
     */
    List<DoubtfulFrame> doubtful(List<Double> answered) {
        return frames.stream()
                .filter(frame -> answered.stream().noneMatch(time -> isAt(frame, time)))
                .filter(frame -> frame.isUnclear || margin(frame) < NEAR_MARGIN)
                .sorted(
                        Comparator.comparing((SampledFrame frame) -> !frame.isUnclear)
                                .thenComparingDouble(this::margin))
                .limit(MAX_DOUBTFUL)
                .map(frame ->
                        new DoubtfulFrame(
                                frame.seconds,
                                frame.score,
                                frame.isUnclear ? Reason.UNCLEAR : Reason.NEAR_THRESHOLD))
                .toList();
    }

    private double margin(SampledFrame frame) {
        return frame.score == null ? Double.MAX_VALUE : Math.abs(frame.score - threshold);
    }

    private static boolean isAt(SampledFrame frame, double seconds) {
        return Math.abs(frame.seconds - seconds) < SAME_FRAME_SECONDS;
    }

    private static double score(SampledFrame frame) {
        return frame.score == null ? 0 : frame.score;
    }
}
