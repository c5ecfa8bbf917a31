package dev.framewatch.learn;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.LinearHead;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Summary;
import dev.framewatch.target.TargetStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

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
