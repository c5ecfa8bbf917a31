package dev.framewatch.learn.train;

import dev.framewatch.file.Sha256;
import dev.framewatch.geometry.Box;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.EmbeddingLength;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.VerifiedScoring;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds a confirmation to a trained head that looks for faces, and evaluates both together on the
 * held-out scores of the head: each image with the references of other source videos.
 */
public final class ConfirmationTraining {
    private static final int NONE = -1;

    private final FeatureExtractor extractor;
    private final Backbones backbones;
    private final Plan plan;
    private final ProgressListener progress;

    /**
     * @param extractor describes faces as the confirming network does
     * @param backbones its models
     * @param plan how the head was trained
     */
    ConfirmationTraining(
            FeatureExtractor extractor, Backbones backbones, Plan plan, ProgressListener progress) {
        this.extractor = extractor;
        this.backbones = backbones;
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Returns the head with its confirmation; unchanged if it does not look for faces, or if no
     * face of the target is seen well, which is said.
     *
     * @param label the class that the head looks for
     * @param models opens the models that describe aligned faces
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static TrainedHead confirm(
            LabelledFeatureSet images,
            String label,
            TrainedHead head,
            Plan plan,
            BackboneLoader models,
            ProgressListener progress)
            throws IOException, InterruptedException {
        ModelRef detector = head.backbones().detector();
        if (detector == null) {
            return head;
        }
        Backbones aligned = models.faces(detector.id(), ModelCatalogue.mobileFaceNet().id());
        try (FeatureExtractor extractor = models.open(aligned)) {
            return new ConfirmationTraining(extractor, aligned, plan, progress)
                    .confirm(images, label, head);
        }
    }

    TrainedHead confirm(LabelledFeatureSet images, String label, TrainedHead head)
            throws InterruptedException {
        List<LabelledFeatures> features = images.lookingFor(label);
        Map<String, double[]> scores = new HashMap<>();
        for (int i = 0; i < head.scored().size(); i++) {
            scores.put(head.scored().get(i).image(), head.byFace().get(i));
        }
        Map<String, Look> looks = new LinkedHashMap<>();
        Set<Integer> candidates = candidates(features);
        for (int i = 0; i < features.size(); i++) {
            LabelledFeatures image = features.get(i);
            double[] known = scores.getOrDefault(image.image(), new double[0]);
            int reference = candidates.contains(i) ? likeliest(image, known, head) : NONE;
            Look look = new Look(images.pictures().get(i), image, known, reference);
            if (!look.wanted().isEmpty()) {
                looks.put(image.image(), look);
            }
        }
        return evaluated(label, head, features, seen(looks));
    }

    /**
     * An image in which some faces are looked at.
     *
     * @param scores the probability of each face by the head; empty if the image was not held out
     * @param reference index of the face that may become a reference; {@value #NONE} for none
     */
    private record Look(
            LabelledImage image, LabelledFeatures features, double[] scores, int reference) {
        /** Returns the indices of the faces to look at. */
        Set<Integer> wanted() {
            Set<Integer> wanted = new TreeSet<>();
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] >= VerifiedScoring.NEAR) {
                    wanted.add(i);
                }
            }
            if (reference != NONE) {
                wanted.add(reference);
            }
            return wanted;
        }
    }

    /**
     * What was seen in an image. Without it, the head alone decides about the image.
     *
     * @param faces by index, as the confirming network describes them
     * @param reference the image's reference; null if it has none
     */
    private record Seen(
            LabelledFeatures image,
            Map<Integer, EmbeddedFace> faces,
            @Nullable FaceReference reference) {}

    private List<Seen> seen(Map<String, Look> looks) throws InterruptedException {
        return ImagePass.run(
                        looks.values().stream().map(Look::image).toList(),
                        image -> look(Objects.requireNonNull(looks.get(image.name()))),
                        progress)
                .results();
    }

    private Seen look(Look look) throws UnreadableImageException {
        RgbImage image = ImageFiles.read(look.image.file());
        Map<Integer, EmbeddedFace> faces = new HashMap<>();
        for (int i : look.wanted()) {
            EmbeddedFace face =
                    extractor.embed(image, look.features.features().faces().get(i).face());
            if (!Float.isFinite(face.length())) {
                throw new UnreadableImageException("the confirming network returns no numbers");
            }
            faces.put(i, face);
        }
        EmbeddedFace best = faces.get(look.reference);
        if (best == null || !(best.length() >= EmbeddingLength.WELL_SEEN)) {
            return new Seen(look.features, faces, null);
        }
        try {
            String hash = Sha256.of(look.image.file());
            return new Seen(
                    look.features,
                    faces,
                    FaceReference.of(look.image.name(), hash, best.embedding()));
        } catch (IOException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()));
        }
    }

    private static int likeliest(LabelledFeatures image, double[] scores, TrainedHead head) {
        if (scores.length == 0) {
            return head.scorer().argmax(image.features().embeddings());
        }
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /**
     * Returns the positive images to take references from, {@value Confirmation#MAX_REFERENCES} at
     * most, taking turns among the source videos: more make the mean no better.
     */
    private static Set<Integer> candidates(List<LabelledFeatures> features) {
        Map<String, List<Integer>> bySource = new LinkedHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).positive() && !features.get(i).features().faces().isEmpty()) {
                bySource.computeIfAbsent(features.get(i).group(), _ -> new ArrayList<>()).add(i);
            }
        }
        Set<Integer> chosen = new TreeSet<>();
        int longest = bySource.values().stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < longest; turn++) {
            for (List<Integer> source : bySource.values()) {
                if (turn < source.size() && chosen.size() < Confirmation.MAX_REFERENCES) {
                    chosen.add(source.get(turn));
                }
            }
        }
        return chosen;
    }

    private TrainedHead evaluated(
            String label, TrainedHead head, List<LabelledFeatures> features, List<Seen> seen) {
        Confirmation confirmation = confirmation(seen, null);
        if (confirmation == null) {
            progress.notice(
                    "no image shows the face of '%s' well enough to confirm matches with it"
                            .formatted(label));
            return head;
        }
        Map<String, Seen> byImage = new HashMap<>();
        seen.forEach(one -> byImage.put(one.image.image(), one));
        Map<String, LabelledFeatures> byName = new HashMap<>();
        features.forEach(image -> byName.put(image.image(), image));
        Map<String, @Nullable VerifiedScoring> scorings = new HashMap<>();
        List<ScoredImage> decided = new ArrayList<>();
        for (int i = 0; i < head.scored().size(); i++) {
            ScoredImage image = head.scored().get(i);
            Seen one = byImage.get(image.image());
            VerifiedScoring scoring =
                    one == null
                            ? null
                            : scorings.computeIfAbsent(
                                    unit(one.image), unit -> heldOut(seen, unit));
            decided.add(
                    one == null || scoring == null
                            ? image
                            : decided(image, head.byFace().get(i), one, scoring));
        }
        List<LabelledFeatures> scored =
                decided.stream()
                        .map(image -> Objects.requireNonNull(byName.get(image.image())))
                        .toList();
        return head.deciding(decided, scored, plan, confirmation);
    }

    private static ScoredImage decided(
            ScoredImage image, double[] scores, Seen seen, VerifiedScoring scoring) {
        List<Box> boxes =
                seen.image.features().faces().stream().map(face -> face.face().box()).toList();
        Score score =
                scoring.mostLikely(scores, boxes, i -> Objects.requireNonNull(seen.faces.get(i)));
        return new ScoredImage(
                image.image(),
                image.positive(),
                image.group(),
                score.probability(),
                score.unclear());
    }

    /** Returns what is held out together with an image. */
    private String unit(LabelledFeatures image) {
        return plan.split() == SplitStrategy.VIDEOS ? image.group() : image.image();
    }

    private @Nullable VerifiedScoring heldOut(List<Seen> seen, String unit) {
        Confirmation others = confirmation(seen, unit);
        return others == null ? null : VerifiedScoring.withSecondOpinion(others);
    }

    /**
     * Returns the confirmation by the references that are like most of the others; null if there
     * are none.
     *
     * @param without what to leave out; null for nothing
     */
    private @Nullable Confirmation confirmation(List<Seen> seen, @Nullable String without) {
        List<FaceReference> references =
                seen.stream()
                        .filter(one -> !unit(one.image).equals(without))
                        .map(Seen::reference)
                        .filter(Objects::nonNull)
                        .toList();
        List<FaceReference> alike = Confirmation.alike(references);
        return alike.isEmpty()
                ? null
                : new Confirmation(backbones, Confirmation.SIMILAR, alike, List.of());
    }
}
