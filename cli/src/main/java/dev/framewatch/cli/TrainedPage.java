package dev.framewatch.cli;

import dev.framewatch.cli.console.Version;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.report.EvaluationReport;
import dev.framewatch.learn.report.Provenance;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.learn.report.ReportData;
import dev.framewatch.learn.report.TargetImages;
import dev.framewatch.learn.train.SplitStrategy;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The page about a training: its figures, and the pictures whose labels surprised the new Target.
 *
 * @param labels the labels file
 * @param split what was held back
 * @param head what turns features into a score, in a few words
 */
record TrainedPage(Path labels, SplitStrategy split, String head) {

    /**
     * @param target the finished Target, which shows what it looks at
     * @param figures as they are printed
     */
    void write(
            Path file,
            Dataset dataset,
            Target target,
            TrainedHead trained,
            Evaluation figures,
            BackboneLoader models,
            ProgressListener progress)
            throws IOException {
        TargetManifest manifest = target.manifest();
        Provenance provenance =
                new Provenance(
                        split == SplitStrategy.FRAMES
                                ? Occasion.LEAKING_TRAINING
                                : Occasion.TRAINING,
                        target.name(),
                        manifest.kind().toString(),
                        manifest.backbones().models(),
                        head,
                        dataset.classes(),
                        Objects.toString(labels.getFileName()),
                        switch (split) {
                            case VIDEOS -> "whole source videos were held back";
                            case FRAMES -> "single frames were held back, which leaks";
                        },
                        manifest.seed(),
                        InstantSource.system().instant(),
                        Version.number());
        try (FeatureExtractor extractor = models.open(manifest.backbones())) {
            new EvaluationReport(new TargetImages(dataset, extractor, target, progress))
                    .write(
                            file,
                            new ReportData(
                                    provenance,
                                    figures,
                                    trained.scored(),
                                    dataset.confirmed(),
                                    dataset.canBeFlipped()));
        }
    }
}
