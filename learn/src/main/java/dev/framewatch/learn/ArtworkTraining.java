package dev.framewatch.learn;

import dev.framewatch.learn.dataset.Dataset;
import dev.framewatch.learn.dataset.LabelledPicture;
import dev.framewatch.learn.dataset.UnusableDataException;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.Ranking;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.model.Progress;
import dev.framewatch.target.Manifest;
import dev.framewatch.target.Threshold;
import dev.framewatch.target.ThresholdCurve;
import dev.framewatch.video.PictureFile;
import dev.framewatch.video.UnreadablePicture;
import dev.framewatch.vision.LocalFeatureExtractor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes an artwork Target of labelled pictures: the first ten that show the artwork are its
 * references, all others check the threshold. Nothing is learned from them but that.
 */
public final class ArtworkTraining {
    /** Without pictures that show the artwork, this share of false frames sets the threshold. */
    private static final double FALSE_FRAMES = 0.02;

    private static final double USUAL_THRESHOLD = 0.5;

    private final LocalFeatureExtractor extractor;
    private final Progress progress;

    /**
     * @param progress hears of every picture
     */
    public ArtworkTraining(LocalFeatureExtractor extractor, Progress progress) {
        this.extractor = extractor;
        this.progress = progress;
    }

    /**
     * What it comes to.
     *
     * @param thresholds of the pictures that were not references
     * @param evaluation on them; null when there were none
     */
    public record Outcome(
            EnrolledArtwork artwork, ThresholdCurve thresholds, @Nullable Evaluation evaluation) {}

    /**
     * @param dataset with at least one picture of the artwork alone
     * @param chosen from which score on a frame is positive
     * @throws UnusableDataException when no picture can serve as a reference
     * @throws InterruptedException when the calling thread was
     */
    public Outcome train(Dataset dataset, Threshold chosen, long seed)
            throws UnusableDataException, InterruptedException {
        List<LabelledPicture> references =
                dataset.pictures().stream()
                        .filter(LabelledPicture::positive)
                        .limit(Manifest.MOST_REFERENCES)
                        .toList();
        List<LabelledPicture> others =
                dataset.pictures().stream()
                        .filter(picture -> !references.contains(picture))
                        .toList();
        EnrolledArtwork artwork =
                EnrolledArtwork.of(
                        references.stream().map(LabelledPicture::file).toList(), extractor);
        List<String> unreadable = new ArrayList<>();
        List<ScoredImage> scored = scored(artwork, others, unreadable);
        ThresholdCurve curve = curve(scored).choosing(chosen);
        return new Outcome(
                artwork,
                curve,
                scored.isEmpty() ? null : Evaluation.of(scored, curve.chosen(), unreadable, seed));
    }

    private List<ScoredImage> scored(
            EnrolledArtwork artwork, List<LabelledPicture> pictures, List<String> unreadable)
            throws InterruptedException {
        List<ScoredImage> scored = new ArrayList<>();
        int workers = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Future<ScoredImage>> looks =
                    pictures.stream()
                            .map(picture -> pool.submit(() -> look(artwork, picture)))
                            .toList();
            try {
                for (int i = 0; i < looks.size(); i++) {
                    progress.update("Looking for the artwork", i, looks.size());
                    try {
                        scored.add(looks.get(i).get());
                    } catch (ExecutionException e) {
                        unreadable.add(pictures.get(i).image() + ": " + reason(e));
                    }
                }
            } finally {
                pool.shutdownNow(); // after an interrupt or a failure the rest is not wanted
            }
        }
        return scored;
    }

    private ScoredImage look(EnrolledArtwork artwork, LabelledPicture picture)
            throws UnreadablePicture {
        double score = artwork.score(extractor.of(PictureFile.read(picture.file())));
        return new ScoredImage(
                picture.image(),
                picture.positive(),
                Objects.requireNonNullElse(picture.group(), picture.image()),
                score);
    }

    private static String reason(ExecutionException failure) {
        return switch (failure.getCause()) {
            case UnreadablePicture e -> String.valueOf(e.getMessage());
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> throw new IllegalStateException(failure);
        };
    }

    private static ThresholdCurve curve(List<ScoredImage> scored) {
        ThresholdCurve curve = new Ranking(scored).curve(ArtworkHead.NO_MATCH_SCORE);
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
