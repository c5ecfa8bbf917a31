package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The counts of correct and wrong decisions for each class.
 *
 * @param truePositives positive images classified as positive
 * @param falseNegatives positive images classified as negative
 * @param falsePositives negative images classified as positive
 * @param trueNegatives negative images classified as negative
 */
public record ConfusionMatrix(
        @JsonProperty("found") int truePositives,
        @JsonProperty("missed") int falseNegatives,
        @JsonProperty("falseAlarms") int falsePositives,
        @JsonProperty("passed") int trueNegatives) {
    static ConfusionMatrix of(List<ScoredImage> images, double threshold) {
        int truePositives = 0;
        int falseNegatives = 0;
        int falsePositives = 0;
        int trueNegatives = 0;
        for (ScoredImage image : images) {
            boolean called = image.score() >= threshold;
            if (image.positive()) {
                truePositives += called ? 1 : 0;
                falseNegatives += called ? 0 : 1;
            } else {
                falsePositives += called ? 1 : 0;
                trueNegatives += called ? 0 : 1;
            }
        }
        return new ConfusionMatrix(truePositives, falseNegatives, falsePositives, trueNegatives);
    }

    int correct() {
        return truePositives + trueNegatives;
    }

    int all() {
        return truePositives + falseNegatives + falsePositives + trueNegatives;
    }
}
