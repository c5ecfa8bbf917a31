package dev.framewatch.learn.evaluate;

import dev.framewatch.targets.ThresholdCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Ranks scored images: how well the scores separate the classes, and the error rates of every
 * threshold.
 */
public final class RocAnalysis {
    /** Below this false-positive rate every step of the curve is kept, above it only some. */
    private static final double FINE_BELOW = 0.05;

    private static final double COARSE_STEP = 0.002;

    private final List<Step> steps;
    private final int positives;
    private final int negatives;

    /**
     * All images with the same score.
     *
     * @param score their score
     * @param lower the next lower score, or 0
     * @param positivesBelow the number of positives with lower scores
     * @param negativesBelow the number of negatives with lower scores
     * @param positives the number of positives with this score
     * @param negatives the number of negatives with this score
     */
    private record Step(
            double score,
            double lower,
            int positivesBelow,
            int negativesBelow,
            int positives,
            int negatives) {
        /**
         * Returns the midpoint between this score and the next lower one; all thresholds in between
         * are equivalent.
         */
        double threshold() {
            return (score + lower) / 2;
        }
    }

    public RocAnalysis(List<ScoredImage> images) {
        List<ScoredImage> sorted = new ArrayList<>(images);
        sorted.sort(Comparator.comparingDouble(ScoredImage::score));
        List<Step> found = new ArrayList<>();
        int belowPositive = 0;
        int belowNegative = 0;
        double lower = 0;
        for (int i = 0; i < sorted.size(); ) {
            double score = sorted.get(i).score();
            int here = 0;
            int herePositive = 0;
            for (; i < sorted.size() && sorted.get(i).score() == score; i++, here++) {
                herePositive += sorted.get(i).positive() ? 1 : 0;
            }
            found.add(
                    new Step(
                            score,
                            lower,
                            belowPositive,
                            belowNegative,
                            herePositive,
                            here - herePositive));
            belowPositive += herePositive;
            belowNegative += here - herePositive;
            lower = score;
        }
        this.steps = List.copyOf(found);
        this.positives = belowPositive;
        this.negatives = belowNegative;
    }

    /**
     * Returns the area under the ROC curve: the probability that a positive scores above a
     * negative, ties counting half (the Mann-Whitney statistic). Empty if a class is missing.
     */
    public OptionalDouble auc() {
        if (positives == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        double wins = 0;
        for (Step step : steps) {
            wins += step.positives * (step.negativesBelow + step.negatives / 2.0);
        }
        return OptionalDouble.of(wins / ((double) positives * negatives));
    }

    /**
     * Returns the false-negative rate at the lowest threshold with at most this false-positive
     * rate. Empty if there are no positives, or too few negatives to resolve that rate.
     */
    public OptionalDouble missesAt(double falseMatchRate) {
        if (positives == 0 || negatives * falseMatchRate < 1) {
            return OptionalDouble.empty();
        }
        for (Step step : steps) {
            if (negatives - step.negativesBelow <= falseMatchRate * negatives) {
                return OptionalDouble.of(step.positivesBelow / (double) positives);
            }
        }
        return OptionalDouble.of(1);
    }

    /**
     * Returns the error rates of every threshold, and the balanced threshold: the one of best
     * accuracy and, among ties, the middle of the widest gap between scores.
     *
     * @param floor a lower bound for thresholds, exclusive
     */
    public ThresholdCurve curve(double floor) {
        List<ThresholdCurve.Point> points = new ArrayList<>();
        for (Step step : steps) {
            addPoint(points, step.threshold(), step.negativesBelow, step.positivesBelow);
        }
        double highest = steps.isEmpty() ? 0 : steps.getLast().score;
        addPoint(points, (highest + 1) / 2, negatives, positives);
        double balanced = balanced(floor);
        return new ThresholdCurve(balanced, balanced, points);
    }

    private void addPoint(
            List<ThresholdCurve.Point> points, double threshold, int passed, int missed) {
        double falseMatches = (negatives - passed) / (double) Math.max(1, negatives);
        if (!points.isEmpty()) {
            ThresholdCurve.Point last = points.getLast();
            double fallen = last.falseMatches() - falseMatches;
            boolean fine = falseMatches <= FINE_BELOW && fallen > 0;
            if (threshold <= last.threshold() || !(fine || fallen >= COARSE_STEP)) {
                return;
            }
        }
        points.add(
                new ThresholdCurve.Point(
                        threshold, falseMatches, missed / (double) Math.max(1, positives)));
    }

    private double balanced(double floor) {
        double best = Math.max(0.5, (1 + floor) / 2);
        int mostCorrect = -1;
        double widest = 0;
        for (Step step : steps) {
            double lower = Math.max(step.lower, floor);
            int correct = step.negativesBelow + positives - step.positivesBelow;
            double gap = step.score - lower;
            boolean better = correct > mostCorrect || (correct == mostCorrect && gap > widest);
            if (gap > 0 && better) {
                best = (step.score + lower) / 2;
                mostCorrect = correct;
                widest = gap;
            }
        }
        return best;
    }
}
