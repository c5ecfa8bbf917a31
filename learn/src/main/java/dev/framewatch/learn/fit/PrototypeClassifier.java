package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Similarity to the prototype of a few vectors of one class, as a linear function: the projection
 * onto their mean vector, centred over its dimensions as in a correlation. Embeddings with
 * non-negative values share a common direction; it means "face", not whose, and would dominate the
 * score.
 */
public final class PrototypeClassifier {
    private PrototypeClassifier() {}

    /**
     * Fits the prototype.
     *
     * @param vectors at least one, of equal length; their mean must not be constant over the
     *     dimensions
     * @return a model with weights of unit length and bias 0
     */
    public static LinearModel fit(List<float[]> vectors) {
        double[] weights = new double[vectors.getFirst().length];
        for (float[] vector : vectors) {
            Vectors.add(weights, 1.0 / vectors.size(), vector);
        }
        double mean = 0;
        for (double weight : weights) {
            mean += weight / weights.length;
        }
        double squaredNorm = 0;
        for (int j = 0; j < weights.length; j++) {
            weights[j] -= mean;
            squaredNorm += weights[j] * weights[j];
        }
        for (int j = 0; j < weights.length; j++) {
            weights[j] /= Math.sqrt(squaredNorm);
        }
        return new LinearModel(weights, 0);
    }
}
