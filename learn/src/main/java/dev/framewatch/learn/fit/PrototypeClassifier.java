package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Likeness to a few vectors of one kind, as a linear function: the projection onto their mean, from
 * which the mean over its own dimensions was taken away first, as a correlation does. Embeddings
 * whose numbers are never negative all point the same way to begin with; that shared part says
 * "face", not whose, and would drown the rest.
 */
public final class PrototypeClassifier {
    private PrototypeClassifier() {}

    /**
     * @param vectors at least one, of equal length, their mean not the same in every dimension
     * @return a head with weights of length 1 and no bias
     */
    public static LinearModel fit(List<float[]> vectors) {
        double[] weights = new double[vectors.getFirst().length];
        for (float[] vector : vectors) {
            Vectors.add(weights, 1.0 / vectors.size(), vector);
        }
        double level = 0;
        for (double weight : weights) {
            level += weight / weights.length;
        }
        double squared = 0;
        for (int j = 0; j < weights.length; j++) {
            weights[j] -= level;
            squared += weights[j] * weights[j];
        }
        for (int j = 0; j < weights.length; j++) {
            weights[j] /= Math.sqrt(squared);
        }
        return new LinearModel(weights, 0);
    }
}
