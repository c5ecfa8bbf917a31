package dev.framewatch.learn.evaluate;

import dev.framewatch.targets.ThresholdCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Scores in order: how well they separate the classes, and what every threshold would do. */
public final class RocAnalysis {
    /** Below this rate of false frames every step of the curve is kept, above it only some. */
    private static final double FINE_BELOW = 0.05;

    private static final double COARSE_STEP = 0.002;

    private final List<Step> steps;
    private final int positives;
    private final int negatives;

    /**
     * All pictures of one score.
     *
     * @param score which
     * @param lower the highest score below, or 0
     * @param positivesBelow positives of lower scores
     * @param negativesBelow negatives of lower scores
     * @param positives here
     * @param negatives here
     */
    private record Step(
            double score,
            double lower,
            int positivesBelow,
            int negativesBelow,
            int positives,
            int negatives) {
        /** Half way to the score below: what lies in between is equally good. */
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
     * Area under the ROC curve: how often a positive scores above a negative, ties counting half
     * (the Mann-Whitney statistic). Empty when a class is missing.
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
     * The share of positives that are missed at the lowest threshold with at most this rate of
     * false frames. Empty when there are no positives, or too few negatives for one of them to be
     * as rare as that.
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
     * What every threshold would do, and the balanced one: best accuracy, and among equally good
     * ones the middle of the widest gap between scores.
     *
     * @param floor thresholds must lie above this score
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
