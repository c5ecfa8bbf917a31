package dev.framewatch.bench.symbols;

import dev.framewatch.learn.evaluate.RocAnalysis;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.fit.CrossValidation;
import dev.framewatch.learn.fit.Example;
import dev.framewatch.learn.fit.LatentRegionLearner;
import dev.framewatch.learn.fit.LogisticRegression;
import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.learn.fit.ValidationResult;
import dev.framewatch.targets.Threshold;
import dev.framewatch.targets.ThresholdCurve;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains and tests one variant of features. Training, calibration and thresholds are those of
 * {@code train --kind scene}; each frame is a group of its own, since the background of a symbol is
 * uninformative.
 */
final class Trial {
    private static final double C = 30;
    private static final int FOLDS = 10;
    private static final int REPEATS = 3;
    private static final double STRICT = 0.01;

    private final ValidationResult learned;
    private final PlattScaling calibration;
    private final ThresholdCurve curve;
    private final List<ScoredImage> tested = new ArrayList<>();

    /** Trains on frames of both classes. */
    Trial(List<Example> lessons, long seed) {
        this.learned =
                new CrossValidation(FOLDS, REPEATS)
                        .validate(
                                lessons, new LatentRegionLearner(new LogisticRegression(C)), seed);
        boolean[] positive = new boolean[lessons.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = lessons.get(i).positive();
        }
        double[] logits = learned.logits();
        this.calibration = PlattScaling.fit(logits, positive);
        List<ScoredImage> heldBack = new ArrayList<>();
        for (int i = 0; i < positive.length; i++) {
            heldBack.add(scored(positive[i], logits[i]));
        }
        this.curve = new RocAnalysis(heldBack).curve(0);
    }

    private ScoredImage scored(boolean positive, double logit) {
        return new ScoredImage("", positive, "", calibration.probability(logit));
    }

    /** Adds a frame to the test set. */
    void test(Example frame) {
        tested.add(scored(frame.positive(), learned.scorer().logit(frame.vectors())));
    }

    /** Returns the AUC on the test set. */
    double auc() {
        return new RocAnalysis(tested).auc().orElseThrow();
    }

    /** Returns the errors at the balanced threshold. */
    ThresholdErrors balanced() {
        return ThresholdErrors.of(tested, curve.at(new Threshold.Balanced()));
    }

    /** Returns the errors at {@code fmr:0.01}. */
    ThresholdErrors strict() {
        return ThresholdErrors.of(tested, curve.at(new Threshold.FalseMatchRate(STRICT)));
    }
}
