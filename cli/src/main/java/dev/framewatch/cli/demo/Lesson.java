package dev.framewatch.cli.demo;

import dev.framewatch.file.Sha256;
import dev.framewatch.learn.LabelledFeatures;
import dev.framewatch.learn.TrainedHead;
import dev.framewatch.learn.Training;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.Threshold;
import dev.framewatch.target.LinearHead;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Summary;
import dev.framewatch.target.TargetStore;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.FeatureExtractor;
import dev.framewatch.vision.FrameFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Learns the symbol from the labels file, as {@code train --kind scene} does, and keeps it. */
final class Lesson {
    private final FeatureExtractor features;
    private final Backbones backbones;
    private final Progress progress;

    Lesson(FeatureExtractor features, Backbones backbones, Progress progress) {
        this.features = features;
        this.backbones = backbones;
        this.progress = progress;
    }

    /** What was measured while learning. */
    Evaluation learn(String name, Path labels, Path images, TargetStore targets, long seed)
            throws IOException {
        Dataset dataset = LabelFile.read(labels, images, null);
        List<LabelledFeatures> seen = new ArrayList<>();
        for (LabelledPicture picture : dataset.pictures()) {
            progress.update("Looking at labelled frames", seen.size(), dataset.pictures().size());
            seen.add(
                    new LabelledFeatures(
                            picture.image(),
                            picture.positive(),
                            Objects.requireNonNull(picture.group(), "the demo names its groups"),
                            look(picture.file())));
        }
        progress.update("Learning the symbol, and checking on clips held back", 0, 0);
        TrainedHead trained = new Training(Kind.SCENE, seed, new Threshold.Balanced()).train(seen, List.of());
        byte[] head = LinearHead.onnx(trained.weights(), trained.bias());
        targets.save(manifest(name, trained, head, seed), head);
        return trained.evaluation();
    }

    private FrameFeatures look(Path picture) throws IOException {
        try {
            return features.extract(PictureFile.read(picture));
        } catch (UnreadablePicture e) {
            throw new IOException(picture + ": " + e.getMessage(), e);
        }
    }

    private Manifest manifest(String name, TrainedHead trained, byte[] head, long seed) {
        Evaluation measured = trained.evaluation();
        return new Manifest(
                Manifest.FORMAT,
                name,
                Kind.SCENE,
                List.of("0", "1"),
                backbones,
                trained.weights().length,
                Sha256.of(head),
                new Manifest.Calibration(
                        trained.calibration().slope(), trained.calibration().offset()),
                0,
                trained.neighbours().weight(),
                trained.thresholds(),
                new Summary(
                        measured.frames(),
                        measured.positives(),
                        Objects.requireNonNullElse(measured.groups(), 0),
                        measured.auc(),
                        measured.accuracy(),
                        measured.accuracyInterval().low(),
                        measured.accuracyInterval().high(),
                        measured.leakyAccuracy(),
                        measured.brier()),
                seed);
    }
}
