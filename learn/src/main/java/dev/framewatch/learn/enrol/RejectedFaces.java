package dev.framewatch.learn.enrol;

import dev.framewatch.error.RefusedException;
import dev.framewatch.file.Sha256;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.video.ImageFiles;
import dev.framewatch.video.UnreadableImageException;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures.EmbeddedFace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The faces in photos that do not show the person. A photo that is one of the references is removed
 * from them instead.
 *
 * @param references the references that are left
 * @param rejected the face of each other photo
 * @param warnings for each photo that is not used, in words for people
 */
public record RejectedFaces(
        List<FaceReference> references, List<FaceReference> rejected, List<String> warnings) {
    public RejectedFaces {
        references = List.copyOf(references);
        rejected = List.copyOf(rejected);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks at each photo; where it shows several faces, at the one most like the references.
     *
     * @throws RefusedException if a face is that of the references
     */
    public static RejectedFaces of(
            List<Path> photos, List<FaceReference> references, FeatureExtractor extractor)
            throws IOException {
        List<FaceReference> left = new ArrayList<>(references);
        List<FaceReference> rejected = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Path photo : photos) {
            try {
                List<EmbeddedFace> faces =
                        TurnedPhoto.of(ImageFiles.read(photo), extractor).faces();
                if (faces.isEmpty()) {
                    warnings.add(photo + ": skipped: no face found");
                    continue;
                }
                FaceReference face = mostLike(photo, faces, left);
                if (!left.removeIf(face::isSamePhoto)) {
                    requireAnother(photo, face, left);
                    rejected.add(face);
                }
            } catch (UnreadableImageException e) {
                warnings.add("%s: skipped: %s".formatted(photo, e.getMessage()));
            }
        }
        return new RejectedFaces(left, rejected, warnings);
    }

    private static FaceReference mostLike(
            Path photo, List<EmbeddedFace> faces, List<FaceReference> references)
            throws IOException {
        String sha256 = Sha256.of(photo);
        FaceReference best = null;
        for (EmbeddedFace face : faces) {
            FaceReference one =
                    FaceReference.of(photo.getFileName().toString(), sha256, face.embedding());
            if (best == null || average(one, references) > average(best, references)) {
                best = one;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no faces");
        }
        return best;
    }

    private static void requireAnother(
            Path photo, FaceReference face, List<FaceReference> references) {
        double similarity = average(face, references);
        if (similarity >= Confirmation.THE_PERSON) {
            throw new RefusedException(
                    ("%s: its face is like those of the target (similarity %.2f), so rejecting it"
                                    + " would make the target miss the person")
                            .formatted(photo, similarity));
        }
    }

    private static double average(FaceReference face, List<FaceReference> references) {
        return references.stream().mapToDouble(face::similarity).average().orElse(-1);
    }
}
