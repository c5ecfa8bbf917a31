package dev.framewatch.learn.enrol;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.Confirmation;
import dev.framewatch.targets.FaceReference;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Builds a target from a few faces of one person: similarity to their mean, with a threshold that
 * is the same for every person. It was chosen on 75 photos of five people, 338 frames without and
 * 199 with one of them, and two videos (docs/decisions/enrolment.md).
 *
 * @param confirmation the person's references
 */
public record FaceEnrolment(Confirmation confirmation) {
    /** Larger sets of photos should be trained from a labels file instead. */
    public static final int MAX_PHOTOS = 50;

    /** The probability of a frame in which no face was found. */
    public static final double NO_FACE_SCORE = 0.005;

    /** Similarity to the mean at which a face is the person's with a probability of a half. */
    private static final double EVEN = 0.44;

    private static final double SLOPE = 17;
    private static final double NEIGHBOUR_WEIGHT = 0.35;
    private static final double THRESHOLD = 0.5;

    /**
     * Builds the target.
     *
     * @param backbones models that describe aligned faces
     * @param faces the chosen face of each photo, all of one person
     * @param rejected faces that are not the person's
     * @throws UnusableDataException unless there are 1 to 50 faces
     */
    public static FaceEnrolment of(
            Backbones backbones, List<FaceReference> faces, List<FaceReference> rejected)
            throws UnusableDataException {
        if (faces.isEmpty() || faces.size() > MAX_PHOTOS) {
            throw new UnusableDataException(
                    ("enrolling takes 1 to %d photos with a face, but %d are usable; for"
                                    + " more, train from a labels file")
                            .formatted(MAX_PHOTOS, faces.size()));
        }
        return new FaceEnrolment(
                new Confirmation(backbones, Confirmation.CERTAIN, faces, rejected));
    }

    /** Returns the raw score of an embedding, as log-odds. */
    double logit(float[] embedding) {
        return logit(weights(), embedding);
    }

    private static double logit(float[] weights, float[] embedding) {
        double sum = bias();
        for (int i = 0; i < weights.length; i++) {
            sum += (double) weights[i] * embedding[i];
        }
        return sum;
    }

    /** Returns which frames are positive, by their faces. */
    public Predicate<List<float[]>> finder() {
        float[] weights = weights();
        Predicate<float[]> rejection = confirmation.rejection();
        return faces ->
                faces.stream().anyMatch(face -> logit(weights, face) >= 0 && !rejection.test(face));
    }

    private float[] weights() {
        float[] weights = confirmation.mean();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= (float) SLOPE;
        }
        return weights;
    }

    private static float bias() {
        return (float) (-SLOPE * EVEN);
    }

    /**
     * Saves the target. An existing target of that name is replaced atomically.
     *
     * @return the target file
     */
    public Path save(String name, TargetStore targets) throws IOException {
        float[] weights = weights();
        byte[] onnx = LinearHead.onnx(weights, bias());
        int photos = confirmation.references().size();
        TargetManifest manifest =
                new TargetManifest(
                        TargetManifest.FORMAT_WITH_CONFIRMATION,
                        name,
                        TargetKind.FACE,
                        List.of("not " + name, name),
                        confirmation.backbones(),
                        weights.length,
                        Sha256.of(onnx),
                        List.of(),
                        confirmation,
                        new TargetManifest.Calibration(SLOPE, bias()),
                        NO_FACE_SCORE,
                        NEIGHBOUR_WEIGHT,
                        new ThresholdCurve(THRESHOLD, THRESHOLD, List.of()),
                        new TrainingMetrics(
                                photos, photos, photos, null, null, null, null, null, null),
                        0);
        targets.save(manifest, onnx);
        return targets.file(name);
    }
}
