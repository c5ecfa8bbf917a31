package dev.framewatch.learn.enrol;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledImage;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.evaluate.ScoredImages;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.targets.TargetClassifier.Score;
import dev.framewatch.targets.TargetManifest;
import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.ThresholdCurve;
import dev.framewatch.vision.LocalFeatureExtractor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds an artwork target from labelled images: the first ten that show the artwork become its
 * references; all others only validate the threshold.
 */
public final class ArtworkTraining {
    /**
     * Without other images that show the artwork, the threshold is set by this false-positive rate.
     */
    private static final double FALSE_FRAMES = 0.02;

    private static final double USUAL_THRESHOLD = 0.5;

    private final LocalFeatureExtractor extractor;
    private final ProgressListener progress;

    /**
     * @param progress receives every image
     */
    public ArtworkTraining(LocalFeatureExtractor extractor, ProgressListener progress) {
        this.extractor = extractor;
        this.progress = progress;
    }

    /**
     * The result of the training.
     *
     * @param thresholds measured on the images that are not references
     * @param evaluation metrics on those images; null if there were none
     */
    public record Outcome(
            ArtworkReferences artwork,
            ThresholdCurve thresholds,
            @Nullable Evaluation evaluation) {}

    /**
     * Builds the references and measures the thresholds.
     *
     * @param dataset with at least one image of the artwork alone
     * @param chosen how to choose the score at or above which a frame is positive
     * @throws UnusableDataException if no image can serve as a reference
     * @throws InterruptedException if the calling thread was interrupted
     */
    public Outcome train(Dataset dataset, Threshold chosen, long seed)
            throws UnusableDataException, InterruptedException {
        List<LabelledImage> references =
                dataset.images().stream()
                        .filter(LabelledImage::positive)
                        .limit(TargetManifest.MAX_REFERENCES)
                        .toList();
        List<LabelledImage> others =
                dataset.images().stream().filter(picture -> !references.contains(picture)).toList();
        ArtworkReferences artwork =
                ArtworkReferences.of(
                        references.stream().map(LabelledImage::file).toList(), extractor);
        ScoredImages looked =
                ScoredImages.of(
                        others,
                        picture -> new Score(artwork.score(extractor.extract(picture)), null),
                        progress);
        List<ScoredImage> scored = looked.images();
        ThresholdCurve curve = curve(scored).withThreshold(chosen);
        return new Outcome(
                artwork,
                curve,
                scored.isEmpty()
                        ? null
                        : Evaluation.of(scored, curve.chosen(), looked.unreadable(), seed)
                                .withStrict(scored, curve.at(new Threshold.Strict()), seed));
    }

    private static ThresholdCurve curve(List<ScoredImage> scored) {
        ThresholdCurve curve = new RocAnalysis(scored).curve(ArtworkCalibration.NO_MATCH_SCORE);
        if (scored.stream().anyMatch(ScoredImage::positive)) {
            return curve;
        }
        double threshold =
                curve.points().stream()
                        .filter(point -> point.falseMatches() <= FALSE_FRAMES)
                        .mapToDouble(ThresholdCurve.Point::threshold)
                        .filter(score -> score >= USUAL_THRESHOLD)
                        .findFirst()
                        .orElse(USUAL_THRESHOLD);
        boolean quiet = share(scored, USUAL_THRESHOLD) <= FALSE_FRAMES;
        double balanced = quiet ? USUAL_THRESHOLD : threshold;
        return new ThresholdCurve(
                balanced, balanced, scored.isEmpty() ? List.of() : curve.points());
    }

    private static double share(List<ScoredImage> scored, double threshold) {
        long above = scored.stream().filter(image -> image.score() >= threshold).count();
        return above / (double) Math.max(1, scored.size());
    }
}
