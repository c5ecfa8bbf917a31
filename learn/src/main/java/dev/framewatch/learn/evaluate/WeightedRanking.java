package dev.framewatch.learn.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Ranks images once, to compute metrics repeatedly with different weights (bootstrap counts). */
final class WeightedRanking {
    private final List<ScoredImage> images;
    private final int[] order;

    WeightedRanking(List<ScoredImage> images) {
        this.images = images;
        this.order =
                IntStream.range(0, images.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> images.get(i).score()))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /**
     * Returns the weighted {@link RocAnalysis#auc}.
     *
     * @param times the weight of each image
     * @return {@code NaN} if a class is missing
     */
    double auc(int[] times) {
        double wins = 0;
        long positivesBelow = 0;
        long negativesBelow = 0;
        for (int at = 0; at < order.length; ) {
            double score = images.get(order[at]).score();
            long positives = 0;
            long negatives = 0;
            for (; at < order.length && images.get(order[at]).score() == score; at++) {
                if (images.get(order[at]).positive()) {
                    positives += times[order[at]];
                } else {
                    negatives += times[order[at]];
                }
            }
            wins += positives * (negativesBelow + negatives / 2.0);
            positivesBelow += positives;
            negativesBelow += negatives;
        }
        return wins / ((double) positivesBelow * negativesBelow);
    }

    /**
     * Returns the fraction of images classified correctly at a threshold.
     *
     * @param times the weight of each image
     */
    double accuracy(double threshold, int[] times) {
        long correct = 0;
        long all = 0;
        for (int i = 0; i < times.length; i++) {
            correct += images.get(i).correctAt(threshold) ? times[i] : 0;
            all += times[i];
        }
        return correct / (double) all;
    }
}
