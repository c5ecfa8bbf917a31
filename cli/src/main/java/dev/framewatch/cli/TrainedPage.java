package dev.framewatch.cli;

import dev.framewatch.cli.console.Version;
import dev.framewatch.learn.Split;
import dev.framewatch.learn.TrainedHead;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.report.EvaluationReport;
import dev.framewatch.learn.report.Provenance;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.learn.report.ReportData;
import dev.framewatch.learn.report.TargetGallery;
import dev.framewatch.model.Progress;
import dev.framewatch.target.BackboneModels;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Target;
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
record TrainedPage(Path labels, Split split, String head) {

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
            BackboneModels models,
            Progress progress)
            throws IOException {
        Manifest manifest = target.manifest();
        Provenance provenance =
                new Provenance(
                        split == Split.FRAMES ? Occasion.LEAKING_TRAINING : Occasion.TRAINING,
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
            new EvaluationReport(new TargetGallery(dataset, extractor, target, progress))
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
