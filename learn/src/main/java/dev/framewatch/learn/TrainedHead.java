package dev.framewatch.learn;

import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.fit.Calibration;
import dev.framewatch.target.ThresholdCurve;

/**
 * What training comes to: a linear head with its calibration folded in, so that a vector's
 * probability is {@code sigmoid(weights . x + bias)}, and what is known about it.
 *
 * @param weights one for each number of a vector; shared, not to be changed
 * @param bias the rest of the log-odds
 * @param calibration what was folded in
 * @param noFaceScore the probability of a frame in which no face was found
 * @param neighbours whether neighbouring frames of a video should have a say
 * @param thresholds what thresholds do, out of fold
 * @param evaluation grouped, out of fold, at the balanced threshold; with groups and leaky accuracy
 */
public record TrainedHead(
        float[] weights,
        float bias,
        Calibration calibration,
        double noFaceScore,
        Neighbours neighbours,
        ThresholdCurve thresholds,
        Evaluation evaluation) {}
