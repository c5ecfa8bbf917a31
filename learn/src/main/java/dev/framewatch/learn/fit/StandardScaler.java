package dev.framewatch.learn.fit;

import java.util.Arrays;
import java.util.List;

/**
 * Brings every dimension to mean 0 and the same spread, and vectors to length 1 on average. For
 * features whose dimensions differ in size.
 *
 * @param mean of each dimension
 * @param factor what the difference to the mean is multiplied by
 */
record StandardScaler(double[] mean, double[] factor) {
    private static final double MIN_STANDARD_DEVIATION = 1e-6;

    /** Vectors stay as they are. */
    static StandardScaler identity(int dimensions) {
        double[] ones = new double[dimensions];
        Arrays.fill(ones, 1);
        return new StandardScaler(new double[dimensions], ones);
    }

    /**
     * The scale of the vectors of all bags.
     *
     * @throws IllegalArgumentException when there is no vector
     */
    static StandardScaler fit(List<Bag> bags) {
        long count = bags.stream().mapToLong(bag -> bag.vectors().size()).sum();
        if (count == 0) {
            throw new IllegalArgumentException("both classes are needed: there is no vector");
        }
        double[] mean = new double[0];
        for (Bag bag : bags) {
            for (float[] vector : bag.vectors()) {
                mean = mean.length == 0 ? new double[vector.length] : mean;
                Vectors.add(mean, 1.0 / count, vector);
            }
        }
        return new StandardScaler(mean, factors(bags, count, mean));
    }

    /** A dimension that never changes says nothing and gets no say. */
    private static double[] factors(List<Bag> bags, long count, double[] mean) {
        double[] factor = new double[mean.length];
        for (Bag bag : bags) {
            for (float[] vector : bag.vectors()) {
                for (int j = 0; j < factor.length; j++) {
                    double off = vector[j] - mean[j];
                    factor[j] += off * off / count;
                }
            }
        }
        for (int j = 0; j < factor.length; j++) {
            double spread = Math.sqrt(factor[j]);
            factor[j] =
                    spread < MIN_STANDARD_DEVIATION ? 0 : 1 / (spread * Math.sqrt(factor.length));
        }
        return factor;
    }

    /** A head for scaled vectors as one for vectors as they are. */
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
