package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;

/**
 * Standardises the dimensions to zero mean and equal standard deviation, so that vectors have a
 * root mean square length of 1. For features whose dimensions differ in magnitude.
 *
 * @param mean mean of each dimension
 * @param factor multiplier of each centred dimension
 */
record StandardScaler(double[] mean, double[] factor) {
    private static final double MIN_STANDARD_DEVIATION = 1e-6;

    /** Returns the identity scaling. */
    static StandardScaler identity(int dimensions) {
        double[] ones = new double[dimensions];
        Arrays.fill(ones, 1);
        return new StandardScaler(new double[dimensions], ones);
    }

    /**
     * Fits the scaling to the vectors of all bags.
     *
     * @throws IllegalArgumentException if there are no vectors
     */
    static StandardScaler fit(List<Example> bags) {
        long count = bags.stream().mapToLong(bag -> bag.vectors().size()).sum();
        if (count == 0) {
            throw new IllegalArgumentException("both classes are needed: there is no vector");
        }
        double[] mean = new double[0];
        for (Example bag : bags) {
            for (float[] vector : bag.vectors()) {
                mean = mean.length == 0 ? new double[vector.length] : mean;
                Vectors.add(mean, 1.0 / count, vector);
            }
        }
        return new StandardScaler(mean, factors(bags, count, mean));
    }

    /** Returns the multipliers; a constant dimension carries no information and gets 0. */
    private static double[] factors(List<Example> bags, long count, double[] mean) {
        double[] factor = new double[mean.length];
        for (Example bag : bags) {
            for (float[] vector : bag.vectors()) {
                for (int j = 0; j < factor.length; j++) {
                    double deviation = vector[j] - mean[j];
                    factor[j] += deviation * deviation / count;
                }
            }
        }
        for (int j = 0; j < factor.length; j++) {
            double standardDeviation = Math.sqrt(factor[j]);
            factor[j] =
                    standardDeviation < MIN_STANDARD_DEVIATION
                            ? 0
                            : 1 / (standardDeviation * Math.sqrt(factor.length));
        }
        return factor;
    }

    /**
     * Folds the scaling into a model: converts a model of scaled vectors to one of unscaled
     * vectors.
     */
    LinearModel foldInto(LinearModel head) {
        double[] weights = new double[mean.length];
        double bias = head.bias();
        for (int j = 0; j < weights.length; j++) {
            weights[j] = head.weights()[j] * factor[j];
            bias -= weights[j] * mean[j];
        }
        return new LinearModel(weights, bias);
    }
}
