package dev.framewatch.learn.train;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.enrol.ArtworkCalibration;
import dev.framewatch.learn.enrol.ArtworkReferences;
import dev.framewatch.learn.enrol.EnrolledHead;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.fit.LinearModel;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.LinearHead;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.targets.TrainingMetrics;
import dev.framewatch.vision.artwork.ReferenceImageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes trained and enrolled targets. An existing target of that name is replaced atomically. */
public final class TargetWriter {
    private final TargetStore targets;

    public TargetWriter(TargetStore targets) {
        this.targets = targets;
    }

    /**
     * Saves a trained target.
     *
     * @param classes the negative and the positive class, as named by the labels
     * @return the target file
     */
    public Path save(
            String name, List<String> classes, Backbones backbones, TrainedHead trained, long seed)
            throws IOException {
        byte[] head = trained.scorer().onnx(trained.calibration());
        TargetManifest manifest =
                new TargetManifest(
                        TargetManifest.FORMAT,
                        name,
                        trained.kind(),
                        classes,
                        backbones.of(trained.kind()),
                        trained.scorer().dimensions(),
                        Sha256.of(head),
                        new TargetManifest.Calibration(
                                trained.calibration().slope(), trained.calibration().offset()),
                        trained.noFaceScore(),
                        trained.neighbours().weight(),
                        trained.thresholds(),
                        summary(trained.evaluation()),
                        seed);
        targets.save(manifest, head);
        return targets.file(name);
    }

    /**
     * Saves a target enrolled from photos.
     *
     * @param photos the number of faces it was enrolled from
     * @return the target file
     */
    public Path save(String name, Backbones backbones, EnrolledHead enrolled, int photos)
            throws IOException {
        byte[] head = LinearHead.onnx(enrolled.weights(), enrolled.bias());
        TargetManifest manifest =
                new TargetManifest(
                        TargetManifest.FORMAT,
                        name,
                        TargetKind.FACE,
                        List.of("not " + name, name),
                        backbones,
                        enrolled.weights().length,
                        Sha256.of(head),
                        new TargetManifest.Calibration(
                                enrolled.calibration().slope(), enrolled.calibration().offset()),
                        enrolled.noFaceScore(),
                        0,
                        enrolled.thresholds(),
                        new TrainingMetrics(
                                photos, photos, photos, null, null, null, null, null, null),
                        0);
        targets.save(manifest, head);
        return targets.file(name);
    }

    /**
     * Saves an artwork target.
     *
     * @param classes the negative and the positive class
     * @param thresholds how to choose the score at or above which a frame is positive
     * @param measured the metrics on other images; null if there were none
     * @return the target file
     */
    public Path save(
            String name,
            List<String> classes,
            ArtworkReferences artwork,
            ThresholdCurve thresholds,
            @Nullable Evaluation measured)
            throws IOException {
        LinearModel head = ArtworkCalibration.head();
        byte[] onnx = LinearHead.onnx(head.floatWeights(), (float) head.bias());
        List<byte[]> references = new ArrayList<>();
        for (int i = 0; i < artwork.references().size(); i++) {
            references.add(
                    ReferenceImageFile.encode(
                            artwork.references().get(i), artwork.artwork().get(i)));
        }
        int count = references.size();
        TargetManifest manifest =
                new TargetManifest(
                        TargetManifest.FORMAT,
                        name,
                        TargetKind.ARTWORK,
                        classes,
                        Backbones.artwork(),
                        head.dimensions(),
                        Sha256.of(onnx),
                        references.stream().map(Sha256::of).toList(),
                        new TargetManifest.Calibration(1, 0),
                        ArtworkCalibration.NO_MATCH_SCORE,
                        0,
                        thresholds,
                        measured == null || measured.auc() == null
                                ? new TrainingMetrics(
                                        count, count, count, null, null, null, null, null, null)
                                : summary(measured),
                        0);
        targets.save(manifest, onnx, references);
        return targets.file(name);
    }

    private static TrainingMetrics summary(Evaluation measured) {
        return new TrainingMetrics(
                measured.frames(),
                measured.positives(),
                Objects.requireNonNullElse(measured.groups(), 0),
                measured.auc(),
                measured.accuracy(),
                measured.accuracyInterval().low(),
                measured.accuracyInterval().high(),
                measured.leakyAccuracy(),
                measured.brier());
    }
}
