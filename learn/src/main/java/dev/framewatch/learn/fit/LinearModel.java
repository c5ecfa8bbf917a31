package dev.framewatch.learn.fit;

import dev.framewatch.targets.LinearHead;

/**
 * A linear function of a vector: {@code weights . x + bias}.
 *
 * @param weights one per dimension; shared, not to be modified
 * @param bias finite
 */
public record LinearModel(double[] weights, double bias) implements Scorer {

    @Override
    public int dimensions() {
        return weights.length;
    }

    @Override
    public double logit(float[] vector) {
        return Vectors.dot(weights, vector) + bias;
    }

    @Override
    public byte[] onnx(PlattScaling calibration) {
        LinearModel calibrated = calibration.applyTo(this);
        return LinearHead.onnx(calibrated.floatWeights(), (float) calibrated.bias());
    }

    /** Returns the weights in single precision, as stored in head files. */
    public float[] floatWeights() {
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) weights[i];
        }
        return floats;
    }
}
