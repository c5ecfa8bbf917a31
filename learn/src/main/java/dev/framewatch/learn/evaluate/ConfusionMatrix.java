package dev.framewatch.learn.evaluate;

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
        int truePositives, int falseNegatives, int falsePositives, int trueNegatives) {
    static ConfusionMatrix of(List<ScoredImage> images, double threshold) {
        int found = 0;
        int missed = 0;
        int falseAlarms = 0;
        int passed = 0;
        for (ScoredImage image : images) {
            boolean called = image.score() >= threshold;
            if (image.positive()) {
                found += called ? 1 : 0;
                missed += called ? 0 : 1;
            } else {
                falseAlarms += called ? 1 : 0;
                passed += called ? 0 : 1;
            }
        }
        return new ConfusionMatrix(found, missed, falseAlarms, passed);
    }

    int correct() {
        return truePositives + trueNegatives;
    }

    int all() {
        return truePositives + falseNegatives + falsePositives + trueNegatives;
    }
}
