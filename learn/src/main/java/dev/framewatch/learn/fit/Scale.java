package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Brings every dimension to mean 0 and the same spread, and vectors to length 1 on average. For
 * features whose dimensions differ in size.
 *
 * @param mean of each dimension
 * @param factor what the difference to the mean is multiplied by
 */
record Scale(double[] mean, double[] factor) {
    private static final double LEAST_SPREAD = 1e-6;

    /**
     * @throws IllegalArgumentException when there is no vector
     */
    static Scale of(List<float[]> vectors) {
        if (vectors.isEmpty()) {
            throw new IllegalArgumentException("both classes are needed: there is no vector");
        }
        double[] mean = new double[vectors.getFirst().length];
        for (float[] vector : vectors) {
            Dot.add(mean, 1.0 / vectors.size(), vector);
        }
        return new Scale(mean, factors(vectors, mean));
    }

    /** A dimension that never changes says nothing and gets no say. */
    private static double[] factors(List<float[]> all, double[] mean) {
        double[] factor = new double[mean.length];
        for (float[] vector : all) {
            for (int j = 0; j < factor.length; j++) {
                double off = vector[j] - mean[j];
                factor[j] += off * off / all.size();
            }
        }
        for (int j = 0; j < factor.length; j++) {
            double spread = Math.sqrt(factor[j]);
            factor[j] = spread < LEAST_SPREAD ? 0 : 1 / (spread * Math.sqrt(factor.length));
        }
        return factor;
    }

    /** A vector as the learner sees it. */
    float[] apply(float[] vector) {
        float[] scaled = new float[vector.length];
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] = (float) ((vector[j] - mean[j]) * factor[j]);
        }
        return scaled;
    }

    /** A head for scaled vectors as one for vectors as they are. */
    Head fold(Head head) {
        double[] weights = new double[mean.length];
        double bias = head.bias();
        for (int j = 0; j < weights.length; j++) {
            weights[j] = head.weights()[j] * factor[j];
            bias -= weights[j] * mean[j];
        }
        return new Head(weights, bias);
    }
}
