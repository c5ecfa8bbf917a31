package dev.framewatch.cli.demo;

import dev.framewatch.learn.Album;
import dev.framewatch.learn.TargetMaking;
import dev.framewatch.learn.TrainedHead;
import dev.framewatch.learn.Training;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
<<<<<<< HEAD
import dev.framewatch.target.TargetStore;
import dev.framewatch.target.Threshold;
=======
import dev.framewatch.target.LinearHead;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Summary;
import dev.framewatch.target.TargetStore;
import dev.framewatch.target.Threshold;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
>>>>>>> main
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;

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
<<<<<<< HEAD
    Evaluation learn(String name, DemoFolder folder, long seed)
            throws IOException, InterruptedException {
        Dataset dataset = LabelFile.read(folder.labels(), folder.frames(), null);
        Album album = Album.of(dataset, features, progress);
        progress.update("Learning, and checking on clips held back", 0, 0);
        TrainedHead trained =
                new Training(Kind.SCENE, seed, new Threshold.Balanced())
                        .train(album.features(), album.unreadable());
        new TargetMaking(new TargetStore(folder.targets()))
                .save(name, Kind.SCENE, dataset.classes(), backbones, trained, seed);
=======
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
        TrainedHead trained =
                new Training(Kind.SCENE, seed, new Threshold.Balanced()).train(seen, List.of());
        byte[] head = LinearHead.onnx(trained.weights(), trained.bias());
        targets.save(manifest(name, trained, head, seed), head);
>>>>>>> main
        return trained.evaluation();
    }
}
