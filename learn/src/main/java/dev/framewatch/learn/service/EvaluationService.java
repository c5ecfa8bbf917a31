package dev.framewatch.learn.service;

import dev.framewatch.error.RefusedException;
import dev.framewatch.learn.api.DetailedEvaluation;
import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.DatasetLocation;
import dev.framewatch.learn.dataset.LabelCorrections;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;
import dev.framewatch.learn.evaluate.ScoredImages;
import dev.framewatch.learn.evaluate.VideoEvaluation;
import dev.framewatch.learn.evaluate.VideoEvaluation.Conclusion;
import dev.framewatch.learn.evaluate.VideoEvaluation.Outcome;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.ProgressListener.Task;
import dev.framewatch.model.ProgressListener.Unit;
import dev.framewatch.targets.BackboneLoader;
import dev.framewatch.targets.FrameClassifier;
import dev.framewatch.targets.Target;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.TargetStore;
import dev.framewatch.targets.Threshold;
import dev.framewatch.verdict.EvidenceFrame;
import dev.framewatch.verdict.ScanListener;
import dev.framewatch.verdict.ScanOptions;
import dev.framewatch.verdict.Scanner;
import dev.framewatch.verdict.TargetResult;
import dev.framewatch.verdict.Verdict;
import dev.framewatch.verdict.VideoResult;
import dev.framewatch.video.RgbImage;
import dev.framewatch.video.VideoDecoder;
import dev.framewatch.vision.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates a target on labelled images or videos that it was not trained on. */
public final class EvaluationService {
    private static final Task TASK = new Task("Scanning videos", Unit.VIDEO);

    private final TargetStore targets;
    private final ModelStore models;
    private final ReportWriter reports;

    public EvaluationService(TargetStore targets, ModelStore models, ReportWriter reports) {
        this.targets = targets;
        this.models = models;
        this.reports = reports;
    }

    /**
     * An evaluation on images.
     *
     * @param target the name of the target
     * @param data the labelled images, with one target class
     * @param corrections a file of corrected labels; null if there is none
     * @param threshold the threshold at which the metrics are computed
     * @param report an HTML page to write; null for none
     */
    public record Pictures(
            String target,
            DatasetLocation data,
            @Nullable Path corrections,
            Threshold threshold,
            @Nullable Path report) {}

    /**
     * An evaluation on videos.
     *
     * @param target the name of the target
     * @param data the labelled videos, with one target class
     * @param corrections a file of corrected labels; null if there is none
     * @param options how the videos are sampled and judged
     */
    public record Videos(
            String target, DatasetLocation data, @Nullable Path corrections, ScanOptions options) {}

    /**
     * Scores labelled images and computes the metrics.
     *
     * @param progress receives every image, and notices about those that are left out
     * @throws RefusedException if none of the images can be read
     * @throws InterruptedException if the calling thread was interrupted
     */
    public DetailedEvaluation evaluate(Pictures request, ProgressListener progress)
            throws IOException, InterruptedException {
        Dataset dataset = dataset(request.data(), request.corrections(), progress);
        BackboneLoader opener = new BackboneLoader(models, progress);
        Target target = targets.open(request.target());
        try (FrameClassifier classifier = new FrameClassifier(List.of(target), opener::open)) {
            ScoredImages scored =
                    ScoredImages.of(
                            dataset.images(), picture -> score(classifier, picture), progress);
            if (scored.images().isEmpty()) {
                throw new RefusedException(
                        request.data().labels() + ": none of its images can be read");
            }
            TargetManifest manifest = target.manifest();
            double threshold = manifest.threshold(request.threshold());
            Evaluation figures =
                    Evaluation.of(scored.images(), threshold, scored.unreadable(), 1)
                            .withStrict(
                                    scored.images(), manifest.threshold(new Threshold.Strict()), 1);
            if (request.report() != null) {
                try (FeatureExtractor extractor = opener.open(target.manifest().backbones())) {
                    reports.evaluation(
                            request.report(),
                            request.data().labels(),
                            dataset,
                            target,
                            extractor,
                            figures,
                            scored.images(),
                            progress);
                }
            }
            return new DetailedEvaluation(
                    figures, EvaluationDetails.of(scored.images(), threshold));
        }
    }

    private static Score score(FrameClassifier classifier, RgbImage picture) {
        Score score = classifier.classify(picture).getFirst();
        if (Double.isNaN(score.probability())) {
            throw new RefusedException("a model failed on one of the images");
        }
        return score;
    }

    private static Dataset dataset(
            DatasetLocation data, @Nullable Path corrections, ProgressListener progress)
            throws IOException {
        Dataset labelled = data.readOneClass();
        Dataset dataset =
                corrections == null ? labelled : LabelCorrections.read(corrections).apply(labelled);
        dataset.warnings().forEach(warning -> progress.notice(warning.text()));
        return dataset;
    }

    /**
     * Scans labelled videos and computes the metrics.
     *
     * @param progress receives every video, and notices about those that are left out
     * @throws InterruptedException if the calling thread was interrupted
     */
    public VideoEvaluation evaluate(Videos request, ProgressListener progress)
            throws IOException, InterruptedException {
        List<LabelledImage> videos =
                dataset(request.data(), request.corrections(), progress).images();
        BackboneLoader opener = new BackboneLoader(models, progress);
        int workers = Runtime.getRuntime().availableProcessors();
        try (VideoDecoder decoder = new VideoDecoder();
                FrameClassifier classifier =
                        new FrameClassifier(List.of(targets.open(request.target())), opener::open);
                Scanner scanner = new Scanner(decoder, classifier, workers)) {
            Outcomes outcomes = new Outcomes(videos, progress);
            scanner.scan(
                    videos.stream().map(LabelledImage::file).toList(), request.options(), outcomes);
            return VideoEvaluation.of(outcomes.all);
        }
    }

    /** Collects results, which arrive in the order of the labels. */
    private static final class Outcomes implements ScanListener {
        private final List<LabelledImage> videos;
        private final ProgressListener progress;
        private final List<Outcome> all = new ArrayList<>();

        Outcomes(List<LabelledImage> videos, ProgressListener progress) {
            this.videos = videos;
            this.progress = progress;
            progress.update(TASK, 0, videos.size());
        }

        @Override
        public void finished(VideoResult result, List<List<EvidenceFrame>> kept) {
            LabelledImage video = videos.get(all.size());
            TargetResult target = result.targets().getFirst();
            Conclusion conclusion =
                    switch (target.verdict()) {
                        case Verdict.Match _ -> Conclusion.MATCH;
                        case Verdict.NoMatch _ -> Conclusion.NO_MATCH;
                        case Verdict.Undecided _ -> Conclusion.UNDECIDED;
                        case Verdict.Unreadable _ -> Conclusion.UNREADABLE;
                    };
            all.add(new Outcome(video.name(), video.positive(), conclusion, target.share()));
            progress.update(TASK, all.size(), videos.size());
        }
    }
}
