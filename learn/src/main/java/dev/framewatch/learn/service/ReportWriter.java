package dev.framewatch.learn.service;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.report.EvaluationReport;
import dev.framewatch.learn.report.Provenance;
import dev.framewatch.learn.report.Provenance.Occasion;
import dev.framewatch.learn.report.ReportData;
import dev.framewatch.learn.report.TargetImages;
import dev.framewatch.learn.service.TrainingService.Head;
import dev.framewatch.learn.train.SplitStrategy;
import dev.framewatch.learn.train.TrainedHead;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the HTML reports of trainings and evaluations. */
public final class ReportWriter {
    private final String version;
    private final InstantSource clock;

    /**
     * @param version the version of the program, shown in the reports
     * @param clock the source of the date of the reports
     */
    public ReportWriter(String version, InstantSource clock) {
        this.version = version;
        this.clock = clock;
    }

    /** Writes the report of a training; its occlusion maps use the finished target. */
    void training(
            Path file,
            TrainingService.Request request,
            Dataset dataset,
            Target target,
            TrainedHead trained,
            Evaluation figures,
            ModelStore models,
            ProgressListener progress)
            throws IOException {
        SplitStrategy split = request.plan().split();
        Provenance provenance =
                provenance(
                        split == SplitStrategy.FRAMES
                                ? Occasion.LEAKING_TRAINING
                                : Occasion.TRAINING,
                        target.manifest(),
                        name(request.head()),
                        dataset,
                        request.data().labels(),
                        switch (split) {
                            case VIDEOS -> "whole source videos were held out";
                            case FRAMES -> "single frames were held out, which leaks";
                        });
        try (FeatureExtractor extractor =
                new BackboneLoader(models, progress).open(target.manifest().backbones())) {
            new EvaluationReport(new TargetImages(dataset, extractor, target, progress))
                    .write(file, data(provenance, figures, trained.scored(), dataset));
        }
    }

    private static String name(Head head) {
        return switch (head) {
            case Head.Linear _ -> "logistic regression";
            case Head.Dense dense ->
                    "dense layers: " + (dense.layers() == null ? "dense" : dense.layers());
        };
    }

    /** Writes the report of an evaluation. */
    void evaluation(
            Path file,
            Path labels,
            Dataset dataset,
            Target target,
            FeatureExtractor extractor,
            Evaluation figures,
            List<ScoredImage> scored,
            ProgressListener progress)
            throws IOException {
        TargetManifest manifest = target.manifest();
        Provenance provenance =
                provenance(
                        Occasion.EVALUATION,
                        manifest,
                        "%d inputs, SHA-256 %s".formatted(manifest.dimensions(), manifest.head()),
                        dataset,
                        labels,
                        ("none: scored by the finished target, which was trained on %d images"
                                        + " of %d source videos")
                                .formatted(
                                        manifest.evaluation().frames(),
                                        manifest.evaluation().groups()));
        new EvaluationReport(new TargetImages(dataset, extractor, target, progress))
                .write(file, data(provenance, figures, scored, dataset));
    }

    private Provenance provenance(
            Occasion occasion,
            TargetManifest target,
            String head,
            Dataset dataset,
            Path labels,
            String split) {
        @Nullable Long seed = target.seed();
        return new Provenance(
                occasion,
                target.name(),
                target.kind().toString(),
                target.backbones().models(),
                head,
                dataset.classes(),
                Objects.toString(labels.getFileName()),
                split,
                seed,
                clock.instant(),
                version);
    }

    private static ReportData data(
            Provenance provenance, Evaluation figures, List<ScoredImage> scored, Dataset dataset) {
        return new ReportData(
                provenance, figures, scored, dataset.confirmed(), dataset.hasTwoLabels());
    }
}
