package dev.framewatch.cli.demo;

import dev.framewatch.learn.Album;
import dev.framewatch.learn.TargetMaking;
import dev.framewatch.learn.TrainedHead;
import dev.framewatch.learn.Training;
import dev.framewatch.learn.Training.Plan;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Backbones;
import dev.framewatch.target.Kind;
import dev.framewatch.target.TargetStore;
import dev.framewatch.target.Threshold;
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
    Evaluation learn(String name, DemoFolder folder, long seed)
            throws IOException, InterruptedException {
        Dataset dataset = LabelFile.read(folder.labels(), folder.frames(), null);
        Album album = Album.of(dataset, features, progress);
        progress.update("Learning, and checking on clips held back", 0, 0);
        TrainedHead trained =
                new Training(Plan.of(Kind.SCENE, seed, new Threshold.Balanced()))
                        .train(album.features(), album.unreadable());
        new TargetMaking(new TargetStore(folder.targets()))
                .save(name, dataset.classes(), backbones, trained, seed);
        return trained.evaluation();
    }
}
