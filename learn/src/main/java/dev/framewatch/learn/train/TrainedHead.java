package dev.framewatch.learn.train;

import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.ScoredImage;
import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.learn.fit.Scorer;
import dev.framewatch.targets.TargetKind;
import dev.framewatch.targets.ThresholdCurve;
import java.util.List;
import java.util.Map;

/**
 * What training comes to: a scorer, and what is known about it.
 *
 * @param kind what it looks at; where the best was asked for, what was found to be the best
 * @param scorer gives raw scores; the head file has the calibration folded in
 * @param calibration raw scores to probabilities
 * @param noFaceScore the probability of a frame in which there was nothing to score
 * @param neighbours whether neighbouring frames of a video should have a say
 * @param thresholds what thresholds do, on pictures held back
 * @param evaluation on pictures held back, at the chosen threshold; with groups and leaky accuracy
 * @param scored the pictures that were held back at some time, with their probabilities
 * @param aucs of every kind that was tried, where the best was asked for; else empty
 */
public record TrainedHead(
        TargetKind kind,
        Scorer scorer,
        PlattScaling calibration,
        double noFaceScore,
        SmoothingWeightSelection neighbours,
        ThresholdCurve thresholds,
        Evaluation evaluation,
        List<ScoredImage> scored,
        Map<TargetKind, Double> aucs) {
    public TrainedHead {
        scored = List.copyOf(scored);
        aucs = Map.copyOf(aucs);
    }

    TrainedHead with(Map<TargetKind, Double> others) {
        return new TrainedHead(
                kind,
                scorer,
                calibration,
                noFaceScore,
                neighbours,
                thresholds,
                evaluation,
                scored,
                others);
    }
}
