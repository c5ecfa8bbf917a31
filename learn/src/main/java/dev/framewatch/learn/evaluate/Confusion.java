package dev.framewatch.learn.evaluate;

import java.util.List;

/**
 * How labels and decisions meet.
 *
 * @param found positive, called positive
 * @param missed positive, called negative
 * @param falseAlarms negative, called positive
 * @param passed negative, called negative
 */
public record Confusion(int found, int missed, int falseAlarms, int passed) {
    static Confusion of(List<ScoredImage> images, double threshold) {
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
        return new Confusion(found, missed, falseAlarms, passed);
    }

    int correct() {
        return found + passed;
    }

    int all() {
        return found + missed + falseAlarms + passed;
    }
}
