package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.framewatch.targets.ThresholdErrors;
import dev.framewatch.targets.TrainingMetrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a classifier on labelled images; as JSON, the object that {@code evaluate} and
 * {@code train} print.
 *
 * @param frames the number of scored images
 * @param positives the number of them that show the target
 * @param auc the area under the ROC curve, 0 to 1; null if a class is missing
 * @param aucInterval 95% confidence interval, from the cluster bootstrap; null if {@code auc} is
 * @param accuracy the fraction of images classified correctly at the threshold
 * @param accuracyInterval 95% confidence interval, from the cluster bootstrap; if all images are
 *     right, or all wrong, Wilson's with a case for each group, since the bootstrap would give an
 *     interval of width 0
 * @param threshold the score at or above which an image is positive
 * @param brier the Brier score: mean squared difference of score and label, 0 is best
 * @param confusion the confusion matrix at the threshold
 * @param fnmrAtFmr the false-negative rate at a false-positive rate of at most 1% or 0.1%; null if
 *     there are too few negatives to measure it
 * @param unreadable images that could not be scored
 * @param worst the ten labels that disagree most with their scores, largest difference first
 * @param unclear the images in which a face is not seen well enough to tell; they also count in all
 *     other metrics; null if there are none
 * @param groups the number of source videos; null if not determined
 * @param leakyAccuracy the accuracy of a random frame-level split; null if not measured
 * @param lookAlikeGroups the number of source videos that the images show, if it is less than that
 *     of the labels file; else null
 * @param lookAlikeAccuracy the accuracy if these are held out; null if there is no such number, or
 *     too few of them
 * @param split the unit held out: {@code videos}, or {@code frames}, which leaks; null for a
 *     classifier trained elsewhere
 * @param errors what the threshold costs
 * @param strictErrors what the strict threshold of the target costs, which a watch uses; null if it
 *     was not examined
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UnclearImages unclear,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer groups,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double leakyAccuracy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer lookAlikeGroups,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double lookAlikeAccuracy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String split,
        ThresholdErrors errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ThresholdErrors strictErrors) {
    private static final int SURPRISES = 10;

    public Evaluation {
        unreadable = List.copyOf(unreadable);
        worst = List.copyOf(worst);
    }

    /**
     * A label that disagrees strongly with its score.
     *
     * @param image its name
     * @param label 1 if the label is positive, else 0
     * @param score the score of the classifier
     */
    public record LabelError(String image, int label, double score) {}

    /**
     * Computes the metrics.
     *
     * @param images at least one
     * @param unreadable names of images that could not be scored
     * @param seed the random seed of the bootstrap
     */
    public static Evaluation of(
            List<ScoredImage> images, double threshold, List<String> unreadable, long seed) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there are no scored images to evaluate");
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
                ConfidenceInterval.ofAccuracy(images, threshold, seed),
                threshold,
                brier(images),
                confusion,
                Collections.unmodifiableMap(misses),
                unreadable,
                worst(images, Set.of()),
                UnclearImages.of(images, threshold, seed),
                null,
                null,
                null,
                null,
                null,
                FrameErrors.at(threshold, images, seed),
                null);
    }

    /** Returns a copy with the results that only training knows. */
    public Evaluation with(int groupCount, double leaky, String heldBack) {
        return with(groupCount, leaky, lookAlikeGroups, lookAlikeAccuracy, heldBack);
    }

    /** Returns a copy with what training found out beside another evaluation of the same split. */
    public Evaluation withTrainingOf(Evaluation other) {
        return with(
                other.groups,
                other.leakyAccuracy,
                other.lookAlikeGroups,
                other.lookAlikeAccuracy,
                other.split);
    }

    /**
     * Returns a copy with what the images say about the groups.
     *
     * @param count the number of source videos that they show
     * @param measured the accuracy if these are held out; {@code NaN} if there are too few
     */
    public Evaluation withLookAlikes(int count, double measured) {
        Double known = Double.isNaN(measured) ? null : measured;
        return with(groups, leakyAccuracy, count, known, split);
    }

    private Evaluation with(
            @Nullable Integer groupCount,
            @Nullable Double leaky,
            @Nullable Integer shownGroups,
            @Nullable Double shownAccuracy,
            @Nullable String heldBack) {
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
                unclear,
                groupCount,
                leaky,
                shownGroups,
                shownAccuracy,
                heldBack,
                errors,
                strictErrors);
    }

    /**
     * Returns a copy whose list of likely label errors leaves out the labels that the user
     * confirmed.
     *
     * @param images the images of this evaluation
     * @param confirmed names of images
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
                unclear,
                groups,
                leakyAccuracy,
                lookAlikeGroups,
                lookAlikeAccuracy,
                split,
                errors,
                strictErrors);
    }

    /**
     * Returns a copy that also says what the strict threshold costs.
     *
     * @param images the images of this evaluation
     * @param strict the strict threshold of the target
     * @param seed the random seed of the bootstrap
     */
    public Evaluation withStrict(List<ScoredImage> images, double strict, long seed) {
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
                unclear,
                groups,
                leakyAccuracy,
                lookAlikeGroups,
                lookAlikeAccuracy,
                split,
                errors,
                FrameErrors.at(strict, images, seed));
    }

    /** Returns the metrics as they are stored in a target file. */
    public TrainingMetrics metrics() {
        return new TrainingMetrics(
                frames,
                positives,
                Objects.requireNonNullElse(groups, 0),
                auc,
                accuracy,
                accuracyInterval.low(),
                accuracyInterval.high(),
                leakyAccuracy,
                brier,
                errors,
                strictErrors);
    }

    /** Returns a sentence about the errors at each threshold. */
    @JsonProperty
    public List<String> statements() {
        return ThresholdErrors.statements(errors, strictErrors);
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
