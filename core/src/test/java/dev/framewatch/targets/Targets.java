package dev.framewatch.targets;

import dev.framewatch.file.Sha256;
import java.util.List;

/** Target manifests made by code, for tests of every module. */
public final class Targets {
    public static final String ONES = "1".repeat(64);
    public static final String TWOS = "2".repeat(64);

    /** A head for {@link #artwork}. */
    public static final byte[] ARTWORK_HEAD = LinearHead.onnx(new float[] {2.1f, 1.2f, 1.6f}, -7);

    private static final ThresholdCurve HALF = new ThresholdCurve(0.5, 0.5, List.of());

    private Targets() {}

    public static TargetManifest face(String name, byte[] head, int dimensions) {
        return new TargetManifest(
                TargetManifest.FORMAT,
                name,
                TargetKind.FACE,
                List.of("0", "1"),
                Backbones.faces(
                        new ModelRef("faceboxes", ONES, "1024"),
                        new ModelRef("faceres", TWOS, "224")),
                dimensions,
                Sha256.of(head),
                new TargetManifest.Calibration(1, 0),
                0.05,
                0,
                new ThresholdCurve(
                        0.5,
                        0.5,
                        List.of(
                                new ThresholdCurve.Point(0.2, 0.1, 0),
                                new ThresholdCurve.Point(0.8, 0.01, 0.2))),
                new TrainingMetrics(10, 5, 4, 0.9, 0.8, 0.5, 0.95, 0.99, 0.1),
                1);
    }

    /** Returns a face target whose matches are confirmed with {@link #confirmation}. */
    public static TargetManifest confirmed(String name, byte[] head, int dimensions) {
        TargetManifest plain = face(name, head, dimensions);
        return new TargetManifest(
                TargetManifest.FORMAT_WITH_CONFIRMATION,
                plain.name(),
                plain.kind(),
                plain.labels(),
                plain.backbones(),
                plain.dimensions(),
                plain.head(),
                List.of(),
                confirmation(),
                plain.calibration(),
                plain.noFaceScore(),
                plain.neighbourWeight(),
                plain.thresholds(),
                plain.evaluation(),
                plain.seed());
    }

    /** Returns a target of faces and scenes together, confirmed with {@link #confirmation}. */
    public static TargetManifest confirmedFusion(String name, byte[] head, int dimensions) {
        TargetManifest face = face(name, head, dimensions);
        return new TargetManifest(
                TargetManifest.FORMAT_WITH_CONFIRMED_FUSION,
                name,
                TargetKind.AUTO,
                face.labels(),
                new Backbones(
                        face.backbones().detector(),
                        face.backbones().embedding(),
                        new ModelRef("mobilenet", ONES, "224")),
                dimensions,
                face.head(),
                List.of(),
                confirmation(),
                face.calibration(),
                face.noFaceScore(),
                face.neighbourWeight(),
                face.thresholds(),
                face.evaluation(),
                face.seed());
    }

    /** Returns a confirmation with two references, (1, 0) and (0, 1). */
    public static Confirmation confirmation() {
        return new Confirmation(
                new Backbones(
                        new ModelRef("faceboxes", ONES, "1024"),
                        new ModelRef("facemesh", ONES, "192"),
                        new ModelRef("mobilefacenet", TWOS, "112"),
                        null,
                        null),
                0.42,
                List.of(
                        FaceReference.of("a.jpg", ONES, new float[] {1, 0}),
                        FaceReference.of("b.jpg", TWOS, new float[] {0, 1})),
                List.of(FaceReference.of("other.jpg", ONES, new float[] {0.28f, -0.96f})));
    }

    /** Returns a face target as it is enrolled from photos, with {@link #confirmation}. */
    public static TargetManifest enrolled(String name) {
        Confirmation confirmation = confirmation();
        return new TargetManifest(
                TargetManifest.FORMAT_WITH_CONFIRMATION,
                name,
                TargetKind.FACE,
                List.of("not " + name, name),
                confirmation.backbones(),
                2,
                ONES,
                List.of(),
                confirmation,
                new TargetManifest.Calibration(1, 0),
                0,
                0,
                HALF,
                metrics(1),
                0);
    }

    /** Returns a scene target whose backbone computes one feature. */
    public static TargetManifest scene(
            String name, ModelRef backbone, byte[] head, double neighbourWeight) {
        return new TargetManifest(
                TargetManifest.FORMAT,
                name,
                TargetKind.SCENE,
                List.of("0", "1"),
                Backbones.scene(backbone),
                1,
                Sha256.of(head),
                new TargetManifest.Calibration(1, 0),
                0,
                neighbourWeight,
                HALF,
                metrics(2),
                0);
    }

    /** Returns an artwork target that has the head {@link #ARTWORK_HEAD}. */
    public static TargetManifest artwork(String name, List<byte[]> references) {
        return new TargetManifest(
                TargetManifest.FORMAT,
                name,
                TargetKind.ARTWORK,
                List.of("0", "1"),
                Backbones.artwork(),
                3,
                Sha256.of(ARTWORK_HEAD),
                references.stream().map(Sha256::of).toList(),
                null,
                new TargetManifest.Calibration(1, 0),
                0.005,
                0,
                HALF,
                metrics(references.size(), references.size()),
                0);
    }

    private static TrainingMetrics metrics(int frames) {
        return metrics(frames, 1);
    }

    private static TrainingMetrics metrics(int frames, int positives) {
        return new TrainingMetrics(frames, positives, frames, null, null, null, null, null, null);
    }
}
