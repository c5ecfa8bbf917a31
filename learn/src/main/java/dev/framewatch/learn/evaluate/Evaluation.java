package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How good a Detector is on labelled pictures; as JSON, the object that {@code evaluate} and {@code
 * train} print.
 *
 * @param frames pictures that were scored
 * @param positives how many of them show the target
 * @param auc area under the ROC curve, 0 to 1; null when one class is missing
 * @param aucInterval 95 %, from resampling groups; null with {@code auc}
 * @param accuracy share of pictures that the threshold puts where their label does
 * @param accuracyInterval 95 %, from resampling groups; where all pictures are right, or all wrong,
 *     Wilson's with a case for each group, since resampling them would promise certainty
 * @param threshold a picture is positive from this score on
 * @param brier mean squared difference of score and truth, 0 is best
 * @param confusion at the threshold
 * @param fnmrAtFmr share of positives missed when at most 1 % or 0.1 % of the negatives pass; null
 *     when there are too few negatives to say
 * @param unreadable pictures that could not be scored
 * @param worst the ten labels that surprise the Detector most, most surprising first
 * @param groups source videos among the pictures; null where nobody looked
 * @param leakyAccuracy what a random split of frames would have claimed; null where not measured
 * @param split what was held back: {@code videos}, or {@code frames}, which leaks; null where the
 *     Detector was made elsewhere
 */
@JsonPropertyOrder({
    "frames",
    "positives",
    "auc",
    "accuracy",
    "threshold",
    "brier",
    "fnmrAtFmr",
    "unreadable",
    "worst"
})
public record Evaluation(
        int frames,
        int positives,
        @Nullable Double auc,
        @Nullable ConfidenceInterval aucInterval,
        double accuracy,
        ConfidenceInterval accuracyInterval,
        double threshold,
        double brier,
        ConfusionMatrix confusion,
        Map<String, @Nullable Double> fnmrAtFmr,
        List<String> unreadable,
        List<LabelError> worst,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer groups,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double leakyAccuracy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String split) {
    private static final int SURPRISES = 10;

    public Evaluation {
        unreadable = List.copyOf(unreadable);
        worst = List.copyOf(worst);
    }

    /**
     * A label that the score contradicts more than others.
     *
     * @param image name
     * @param label 1 when the label says that the target is there, else 0
     * @param score what the Detector says
     */
    public record LabelError(String image, int label, double score) {}

    /**
     * @param images at least one
     * @param unreadable names of pictures that could not be scored
     * @param seed of the resampling for the intervals
     */
    public static Evaluation of(
            List<ScoredImage> images, double threshold, List<String> unreadable, long seed) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there is no scored picture to evaluate");
        }
        RocAnalysis ranking = new RocAnalysis(images);
        WeightedRanking drawn = new WeightedRanking(images);
        ConfusionMatrix confusion = ConfusionMatrix.of(images, threshold);
        OptionalDouble auc = ranking.auc();
        Map<String, @Nullable Double> misses = new LinkedHashMap<>();
        misses.put("0.01", orNull(ranking.missesAt(0.01)));
        misses.put("0.001", orNull(ranking.missesAt(0.001)));
        return new Evaluation(
                images.size(),
                confusion.truePositives() + confusion.falseNegatives(),
                orNull(auc),
                auc.isPresent() ? ConfidenceInterval.byGroup(images, drawn::auc, seed) : null,
                confusion.correct() / (double) confusion.all(),
                accuracyInterval(images, drawn, confusion, threshold, seed),
                threshold,
                brier(images),
                confusion,
                Collections.unmodifiableMap(misses),
                unreadable,
                worst(images, Set.of()),
                null,
                null,
                null);
    }

    private static ConfidenceInterval accuracyInterval(
            List<ScoredImage> images,
            WeightedRanking drawn,
            ConfusionMatrix confusion,
            double threshold,
            long seed) {
        int groups = (int) images.stream().map(ScoredImage::group).distinct().count();
        if (confusion.correct() == confusion.all()) {
            return ConfidenceInterval.wilson(groups, groups);
        }
        if (confusion.correct() == 0) {
            return ConfidenceInterval.wilson(0, groups);
        }
        return ConfidenceInterval.byGroup(images, times -> drawn.accuracy(threshold, times), seed);
    }

    /** The same figures, with what a training knows besides. */
    public Evaluation with(int groupCount, double leaky, String heldBack) {
        return new Evaluation(
                frames,
                positives,
                auc,
                aucInterval,
                accuracy,
                accuracyInterval,
                threshold,
                brier,
                confusion,
                fnmrAtFmr,
                unreadable,
                worst,
                groupCount,
                leaky,
                heldBack);
    }

    /**
     * The same figures, with the labels that a person confirmed no longer among the surprising
     * ones.
     *
     * @param images those the figures are of
     * @param confirmed names of pictures
     */
    public Evaluation confirming(List<ScoredImage> images, Set<String> confirmed) {
        return new Evaluation(
                frames,
                positives,
                auc,
                aucInterval,
                accuracy,
                accuracyInterval,
                threshold,
                brier,
                confusion,
                fnmrAtFmr,
                unreadable,
                worst(images, confirmed),
                groups,
                leakyAccuracy,
                split);
    }

    private static double brier(List<ScoredImage> images) {
        double sum = 0;
        for (ScoredImage image : images) {
            sum += image.surprise() * image.surprise();
        }
        return sum / images.size();
    }

    private static List<LabelError> worst(List<ScoredImage> images, Set<String> confirmed) {
        return LabelErrors.of(images, confirmed, SURPRISES).stream()
                .map(image ->
                        new LabelError(image.image(), image.positive() ? 1 : 0, image.score()))
                .toList();
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
