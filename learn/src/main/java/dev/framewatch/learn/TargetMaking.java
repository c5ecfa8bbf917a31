package dev.framewatch.learn;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.fit.Head;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.LinearHead;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Summary;
import dev.framewatch.target.TargetStore;
import dev.framewatch.target.ThresholdCurve;
import dev.framewatch.vision.artwork.ReferenceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what was learned as a Target; an older one of that name is replaced in one step. */
public final class TargetMaking {
    private final TargetStore targets;

    public TargetMaking(TargetStore targets) {
        this.targets = targets;
    }

    /**
     * @param classes the negative and the positive class, as the labels call them
     * @return the target file
     */
    public Path save(
            String name, List<String> classes, Backbones backbones, TrainedHead trained, long seed)
            throws IOException {
        byte[] head = trained.scorer().onnx(trained.calibration());
        Manifest manifest =
                new Manifest(
                        Manifest.FORMAT,
                        name,
                        trained.kind(),
                        classes,
                        backbones.of(trained.kind()),
                        trained.scorer().dimensions(),
                        Sha256.of(head),
                        new Manifest.Calibration(
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
     * @param photos how many faces it was enrolled from
     * @return the target file
     */
    public Path save(String name, Backbones backbones, EnrolledHead enrolled, int photos)
            throws IOException {
        byte[] head = LinearHead.onnx(enrolled.weights(), enrolled.bias());
        Manifest manifest =
                new Manifest(
                        Manifest.FORMAT,
                        name,
                        Kind.FACE,
                        List.of("not " + name, name),
                        backbones,
                        enrolled.weights().length,
                        Sha256.of(head),
                        new Manifest.Calibration(
                                enrolled.calibration().slope(), enrolled.calibration().offset()),
                        enrolled.noFaceScore(),
                        0,
                        enrolled.thresholds(),
                        new Summary(photos, photos, photos, null, null, null, null, null, null),
                        0);
        targets.save(manifest, head);
        return targets.file(name);
    }

    /**
     * @param classes the negative and the positive class
     * @param thresholds how to choose from which score on a frame is positive
     * @param measured on other pictures; null when there were none
     * @return the target file
     */
    public Path save(
            String name,
            List<String> classes,
            EnrolledArtwork artwork,
            ThresholdCurve thresholds,
            @Nullable Evaluation measured)
            throws IOException {
        Head head = ArtworkHead.head();
        byte[] onnx = LinearHead.onnx(head.floatWeights(), (float) head.bias());
        List<byte[]> references = new ArrayList<>();
        for (int i = 0; i < artwork.references().size(); i++) {
            references.add(
                    ReferenceFile.png(artwork.references().get(i), artwork.artwork().get(i)));
        }
        int count = references.size();
        Manifest manifest =
                new Manifest(
                        Manifest.FORMAT,
                        name,
                        Kind.ARTWORK,
                        classes,
                        Backbones.artwork(),
                        head.dimensions(),
                        Sha256.of(onnx),
                        references.stream().map(Sha256::of).toList(),
                        new Manifest.Calibration(1, 0),
                        ArtworkHead.NO_MATCH_SCORE,
                        0,
                        thresholds,
                        measured == null || measured.auc() == null
                                ? new Summary(
                                        count, count, count, null, null, null, null, null, null)
                                : summary(measured),
                        0);
        targets.save(manifest, onnx, references);
        return targets.file(name);
    }

    private static Summary summary(Evaluation measured) {
        return new Summary(
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
