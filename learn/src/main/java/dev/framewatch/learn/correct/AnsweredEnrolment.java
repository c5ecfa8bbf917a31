package dev.framewatch.learn.correct;

import static java.util.stream.Collectors.toSet;

import dev.framewatch.learn.correct.HeldOutComparison.JudgedFrame;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.enrol.FaceEnrolment;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A target enrolled from photos, made again with what reviewers confirmed: well-seen faces of
 * confirmed frames become photos of the person, and rejected faces that contradict them are given
 * up.
 *
 * @param enrolment the target with all answers
 * @param comparison it and the target in use on videos and photos that neither learned from
 */
public record AnsweredEnrolment(FaceEnrolment enrolment, HeldOutComparison comparison) {
    private static final int PARTS = 5;

    /** More faces of one video pull the mean towards that video. */
    private static final int MAX_PER_VIDEO = 1;

    /** Faces of confirmed videos may be so many times as many as the user's own photos. */
    private static final int MAX_SHARE = 2;

    /** So many are taken in any case, since fewer make a weak target. */
    private static final int ENOUGH = 10;

    /**
     * A reviewed frame.
     *
     * @param video the clip family, which is held out as a whole
     * @param sighting ID of the sighting
     * @param positive whether it shows the person
     * @param faces all its faces, as references to reviewed frames
     * @param clear whether each face is seen well enough to be a photo of the person
     */
    public record AnsweredFrame(
            String video,
            String sighting,
            boolean positive,
            List<FaceReference> faces,
            List<Boolean> clear) {
        public AnsweredFrame {
            faces = List.copyOf(faces);
            clear = List.copyOf(clear);
        }
    }

    /**
     * Makes the target again and compares.
     *
     * @param current the target in use
     * @param frames all reviewed frames
     * @throws UnusableDataException if the target has no photos but those of reviews
     */
    public static AnsweredEnrolment of(Confirmation current, List<AnsweredFrame> frames)
            throws UnusableDataException {
        List<JudgedFrame> judged = new ArrayList<>();
        Map<String, Boolean> videos = new LinkedHashMap<>();
        frames.forEach(frame -> videos.merge(frame.video, frame.positive, Boolean::logicalOr));
        for (Set<String> part : HeldOutComparison.parts(videos, PARTS)) {
            List<AnsweredFrame> held =
                    frames.stream().filter(frame -> part.contains(frame.video)).toList();
            Confirmation apart =
                    current.without(held.stream().map(AnsweredFrame::sighting).collect(toSet()));
            List<AnsweredFrame> others =
                    frames.stream().filter(frame -> !part.contains(frame.video)).toList();
            Predicate<List<float[]>> before = enrolment(apart).finder();
            Predicate<List<float[]>> after = enrolment(learned(apart, others)).finder();
            for (AnsweredFrame frame : held) {
                List<float[]> faces = frame.faces.stream().map(FaceReference::embedding).toList();
                judged.add(
                        new JudgedFrame(
                                frame.video,
                                frame.positive,
                                before.test(faces),
                                after.test(faces)));
            }
        }
        judged.addAll(ownPhotos(current, frames));
        return new AnsweredEnrolment(
                enrolment(learned(current, frames)), HeldOutComparison.of(judged));
    }

    private static FaceEnrolment enrolment(Confirmation confirmation) throws UnusableDataException {
        return FaceEnrolment.of(
                confirmation.backbones(), confirmation.references(), confirmation.rejected());
    }

    /** Judges each of the user's photos by targets made without it. */
    private static List<JudgedFrame> ownPhotos(Confirmation current, List<AnsweredFrame> frames)
            throws UnusableDataException {
        List<JudgedFrame> judged = new ArrayList<>();
        for (FaceReference photo : current.references()) {
            List<FaceReference> others =
                    current.references().stream().filter(one -> !one.equals(photo)).toList();
            if (!photo.comesFromReview() && !others.isEmpty()) {
                Confirmation without = current.with(others, current.rejected());
                List<float[]> face = List.of(photo.embedding());
                judged.add(
                        new JudgedFrame(
                                photo.name() + " " + photo.sha256(),
                                true,
                                enrolment(without).finder().test(face),
                                enrolment(learned(without, frames)).finder().test(face)));
            }
        }
        return judged;
    }

    /** Returns a confirmation with what the frames teach. */
    static Confirmation learned(Confirmation current, List<AnsweredFrame> frames) {
        List<FaceReference> references = new ArrayList<>(current.references());
        int room =
                Math.clamp(
                        (1 + MAX_SHARE)
                                * references.stream().filter(one -> !one.comesFromReview()).count(),
                        ENOUGH,
                        FaceEnrolment.MAX_PHOTOS);
        Map<String, Integer> taken = new LinkedHashMap<>();
        for (AnsweredFrame frame : frames) {
            FaceReference face = frame.positive ? likeliest(current, frame) : null;
            if (face != null
                    && references.size() < room
                    && taken.getOrDefault(frame.video, 0) < MAX_PER_VIDEO
                    && references.stream().noneMatch(face::isSamePhoto)) {
                references.add(face);
                taken.merge(frame.video, 1, Integer::sum);
            }
        }
        Confirmation more = current.with(references, current.rejected());
        return more.with(
                references,
                current.rejected().stream()
                        .filter(one -> !one.comesFromReview() || !more.isHarmedBy(one))
                        .toList());
    }

    /** Returns the person's face in a frame; null if none is clearly seen and like the photos. */
    private static @Nullable FaceReference likeliest(Confirmation current, AnsweredFrame frame) {
        float[] mean = current.mean();
        FaceReference best = null;
        for (int i = 0; i < frame.faces.size(); i++) {
            FaceReference face = frame.faces.get(i);
            if (frame.clear.get(i)
                    && face.similarity(mean) >= current.threshold()
                    && (best == null || face.similarity(mean) > best.similarity(mean))) {
                best = face;
            }
        }
        return best;
    }
}
