package dev.framewatch.cli.demo;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelFile;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.features.LabelledFeatureSet;
import dev.framewatch.learn.train.LinearHeadTraining;
import dev.framewatch.learn.train.LinearHeadTraining.Plan;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.Backbones;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;

/**
 * Trains the symbol from the label file, as {@code train --kind scene} does, and stores the target.
 */
final class DemoTraining {
    private final FeatureExtractor features;
    private final Backbones backbones;
    private final ProgressListener progress;

    DemoTraining(FeatureExtractor features, Backbones backbones, ProgressListener progress) {
        this.features = features;
        this.backbones = backbones;
        this.progress = progress;
    }

    /**
     * Trains and stores the target.
     *
     * @return the cross-validated evaluation
     */
    Evaluation train(String name, DemoFolder folder, long seed)
            throws IOException, InterruptedException {
        Dataset dataset = LabelFile.read(folder.labels(), folder.frames(), null);
        LabelledFeatureSet featureSet = LabelledFeatureSet.of(dataset, features, progress);
        TrainedHead trained =
                new LinearHeadTraining(
                                Plan.of(TargetKind.SCENE, seed, new Threshold.Balanced()),
                                backbones)
                        .train(featureSet, dataset.positiveLabels(), progress)
                        .values()
                        .iterator()
                        .next();
        trained.save(name, dataset.classes(), seed, new TargetStore(folder.targets()));
        return trained.evaluation();
    }
}
