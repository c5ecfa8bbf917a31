package dev.framewatch.learn.enrol;

import dev.framewatch.learn.fit.PlattScaling;
import dev.framewatch.targets.ThresholdCurve;

/**
 * What enrolling comes to: a linear head like that of a training, but with a calibration that was
 * measured elsewhere, and no figures of its own.
 *
 * @param weights one for each number of an embedding; shared, not to be changed
 * @param bias the rest of the log-odds
 * @param calibration what was folded in
 * @param noFaceScore the probability of a frame in which no face was found
 * @param thresholds one half, and no curve
 */
public record EnrolledHead(
        float[] weights,
        float bias,
        PlattScaling calibration,
        double noFaceScore,
        ThresholdCurve thresholds) {}
