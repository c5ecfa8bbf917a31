package dev.framewatch.learn.fit;

import java.util.List;

/** Result of training: a function from a vector to a raw score, exportable as an ONNX head. */
public interface Scorer {
    /** Returns the length of a vector. */
    int dimensions();

    /** Returns the raw score of a vector, as log-odds. */
    double logit(float[] vector);

    /** Returns the raw score of each vector of an image. */
    default double[] logits(List<float[]> vectors) {
        return vectors.stream().mapToDouble(this::logit).toArray();
    }

    /** Returns the highest raw score of an image's vectors; negative infinity if there are none. */
    default double logit(List<float[]> vectors) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float[] vector : vectors) {
            highest = Math.max(highest, logit(vector));
        }
        return highest;
    }

    /** Returns the index of the highest-scoring of one or more vectors. */
    default int argmax(List<float[]> vectors) {
        int best = 0;
        int index = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (float[] vector : vectors) {
            double logit = logit(vector);
            if (logit > highest) {
                highest = logit;
                best = index;
            }
            index++;
        }
        return best;
    }

    /** Returns the ONNX head that outputs the calibrated probability of each row; deterministic. */
    byte[] onnx(PlattScaling calibration);
}
