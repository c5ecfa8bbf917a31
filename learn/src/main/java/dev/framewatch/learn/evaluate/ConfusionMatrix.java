package dev.framewatch.learn.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How labels and decisions meet.
 *
 * @param truePositives positive, called positive
 * @param falseNegatives positive, called negative
 * @param falsePositives negative, called positive
 * @param trueNegatives negative, called negative
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
