package dev.framewatch.learn.train;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.ImagePass;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.features.LabelledFeatures;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.ModelRef;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.Face;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects the references that confirm a trained face target: in some positive images, evenly over
 * the source videos, the face that the head scores highest, if it is well seen and like the others.
 */
public final class ReferenceFaces {
    /** More images make the mean no better. */
    private static final int MAX_IMAGES = Confirmation.MAX_REFERENCES;

    /** Shorter embeddings of {@code mobilefacenet} are of faces that are not well seen. */
    private static final double MIN_LENGTH = 50;

    private final FeatureExtractor extractor;
    private final Backbones backbones;
    private final ProgressListener progress;

    private ReferenceFaces(
            FeatureExtractor extractor, Backbones backbones, ProgressListener progress) {
        this.extractor = extractor;
        this.backbones = backbones;
        this.progress = progress;
    }

    /**
     * Returns the confirmation of a trained head; null if it does not look for faces, or if no face
     * of the target is seen well, which is said.
     *
     * @param label the class that the head looks for
     * @param models opens the models that describe aligned faces
     * @throws InterruptedException if the calling thread was interrupted
     */
    public static @Nullable Confirmation confirmation(
            LabelledFeatureSet images,
            String label,
            TrainedHead head,
            BackboneLoader models,
            ProgressListener progress)
            throws IOException, InterruptedException {
        ModelRef detector = head.backbones().detector();
        if (head.kind() != TargetKind.FACE || detector == null) {
            return null;
        }
        Backbones aligned = models.faces(detector.id(), ModelCatalogue.mobileFaceNet().id());
        try (FeatureExtractor extractor = models.open(aligned)) {
            Confirmation confirmation =
                    new ReferenceFaces(extractor, aligned, progress)
                            .of(images, label, head.scorer());
            if (confirmation == null) {
                progress.notice(
                        "no image shows the face of '%s' well enough to confirm matches with it"
                                .formatted(label));
            }
            return confirmation;
        }
    }

    /** A positive image and the face in it that is likely the target's. */
    private record Candidate(LabelledImage image, Face face) {}

    private @Nullable Confirmation of(LabelledFeatureSet images, String label, Scorer head)
            throws InterruptedException {
        Map<LabelledImage, Face> faces = new LinkedHashMap<>();
        for (Candidate candidate : candidates(images, label, head)) {
            faces.put(candidate.image, candidate.face);
        }
        List<FaceReference> references =
                ImagePass.run(
                                List.copyOf(faces.keySet()),
                                image -> reference(image, faces.get(image)),
                                progress)
                        .results()
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        List<FaceReference> alike = Confirmation.alike(references);
        return alike.isEmpty()
                ? null
                : new Confirmation(backbones, Confirmation.SIMILAR, alike, List.of());
    }

    /** Returns at most {@value #MAX_IMAGES} images, taking turns among the source videos. */
    private static List<Candidate> candidates(
            LabelledFeatureSet images, String label, Scorer head) {
        Map<String, List<Candidate>> bySource = new LinkedHashMap<>();
        List<LabelledFeatures> features = images.lookingFor(label);
        for (int i = 0; i < features.size(); i++) {
            List<EmbeddedFace> faces = features.get(i).features().faces();
            if (features.get(i).positive() && !faces.isEmpty()) {
                int best = head.argmax(faces.stream().map(EmbeddedFace::embedding).toList());
                bySource.computeIfAbsent(features.get(i).group(), _ -> new ArrayList<>())
                        .add(new Candidate(images.pictures().get(i), faces.get(best).face()));
            }
        }
        List<Candidate> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < MAX_IMAGES; turn++) {
            int before = chosen.size();
            for (List<Candidate> source : bySource.values()) {
                if (turn < source.size() && chosen.size() < MAX_IMAGES) {
                    chosen.add(source.get(turn));
                }
            }
            if (chosen.size() == before) {
                break;
            }
        }
        return chosen;
    }

    /** Returns one reference, or none if the face is not well seen. */
    private List<FaceReference> reference(LabelledImage image, @Nullable Face face)
            throws UnreadableImageException {
        if (face == null) {
            return List.of();
        }
        EmbeddedFace seen = extractor.embed(ImageFiles.read(image.file()), face);
        if (!(seen.length() >= MIN_LENGTH)) {
            return List.of();
        }
        try {
            return List.of(
                    FaceReference.of(image.name(), Sha256.of(image.file()), seen.embedding()));
        } catch (IOException e) {
            throw new UnreadableImageException(String.valueOf(e.getMessage()));
        }
    }
}
