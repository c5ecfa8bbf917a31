package dev.framewatch.learn.enrol;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.fit.LinearModel;
import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.learn.fit.PrototypeClassifier;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds a head from a few faces of one person. There are no images of others to calibrate with, so
 * a calibration measured in advance is used: on 199 frames with and 338 without a public figure,
 * enrolling 1 to 30 of the frames, each of another video, forty times each and scoring the frames
 * of all other videos, with the embedding {@code faceres}. There, the similarity to 1, 2, 3, 5, 8,
 * 12, 20 and 30 photos at which both classes are equally likely was 0.22, 0.26, 0.28, 0.30, 0.31,
 * 0.31, 0.32 and 0.34, which {@code 0.33 - 0.115 / n^0.75} approximates to within 0.02; the slope
 * was 16.5 to 18.9. The ranking is good but the threshold is rough (13% of the frames with someone
 * else's face exceeded it, most of them of one look-alike): if frames of other people are
 * available, training is better.
 *
 * @param head scores an embedding; includes the calibration
 * @param calibration the calibration
 * @param photos the number of faces it was enrolled from
 */
public record FaceEnrolment(LinearModel head, PlattScaling calibration, int photos) {
    /** Larger sets of photos should be trained from a labels file instead. */
    public static final int MAX_PHOTOS = 50;

    private static final double SLOPE = 17;

    /** The probability of a frame in which no face was found. */
    public static final double NO_FACE_SCORE = 0.005;

    private static final double THRESHOLD = 0.5;

    /**
     * Builds the head.
     *
     * @param faces the embedding of the chosen face of each photo, all of one person, of unit
     *     length
     * @throws UnusableDataException unless there are 1 to 50
     */
    public static FaceEnrolment of(List<float[]> faces) throws UnusableDataException {
        if (faces.isEmpty() || faces.size() > MAX_PHOTOS) {
            throw new UnusableDataException(
                    ("enrolling takes 1 to %d photos with a face, but %d are usable; for"
                                    + " more, train from a labels file")
                            .formatted(MAX_PHOTOS, faces.size()));
        }
        double even = 0.33 - 0.115 / Math.pow(faces.size(), 0.75);
        PlattScaling calibration = new PlattScaling(SLOPE, -SLOPE * even);
        LinearModel head = calibration.applyTo(PrototypeClassifier.fit(faces));
        return new FaceEnrolment(head, calibration, faces.size());
    }

    /**
     * Saves the head as a target. An existing target of that name is replaced atomically.
     *
     * @param backbones the models that detect and embed faces
     * @return the target file
     */
    public Path save(String name, Backbones backbones, TargetStore targets) throws IOException {
        byte[] onnx = LinearHead.onnx(head.floatWeights(), (float) head.bias());
        TargetManifest manifest =
                new TargetManifest(
                        TargetManifest.FORMAT,
                        name,
                        TargetKind.FACE,
                        List.of("not " + name, name),
                        backbones,
                        head.dimensions(),
                        Sha256.of(onnx),
                        new TargetManifest.Calibration(calibration.slope(), calibration.offset()),
                        NO_FACE_SCORE,
                        0,
                        new ThresholdCurve(THRESHOLD, THRESHOLD, List.of()),
                        new TrainingMetrics(
                                photos, photos, photos, null, null, null, null, null, null),
                        0);
        targets.save(manifest, onnx);
        return targets.file(name);
    }
}
