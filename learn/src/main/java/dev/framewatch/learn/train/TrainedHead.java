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
 * The result of training: a scorer and its evaluation.
 *
 * @param kind the features that it uses; the selected kind if the choice was automatic
 * @param scorer returns raw scores; the head file includes the calibration
 * @param calibration maps raw scores to probabilities
 * @param noFaceScore the probability of a frame in which there was nothing to score
 * @param neighbours the weight of neighbouring frames of a video
 * @param thresholds the error rates by threshold, on held-out images
 * @param evaluation the metrics on held-out images at the chosen threshold, with the number of
 *     groups and the leaky accuracy
 * @param scored the images that were held out at some time, with their probabilities
 * @param aucs the AUC of every kind that was tried, if the choice was automatic; else empty
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
