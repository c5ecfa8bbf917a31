package dev.framewatch.learn.enrol;

import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.targets.ThresholdCurve;

/**
 * The result of enrolment: a linear head as training makes it, but with a calibration measured on
 * other data, and without metrics of its own.
 *
 * @param weights one for each dimension of an embedding; shared, must not be modified
 * @param bias the intercept of the log-odds
 * @param calibration the calibration included in weights and bias
 * @param noFaceScore the probability of a frame in which no face was found
 * @param thresholds 0.5, without a curve
 */
public record EnrolledHead(
        float[] weights,
        float bias,
        PlattScaling calibration,
        double noFaceScore,
        ThresholdCurve thresholds) {}
