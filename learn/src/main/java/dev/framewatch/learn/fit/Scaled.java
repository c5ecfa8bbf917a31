package dev.framewatch.learn.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets a learner see vectors in which every dimension has mean 0 and the same spread, and length 1
 * on average, then folds that scaling into the head. For features whose dimensions differ in size.
 */
public final class Scaled implements Learner {
    private static final double LEAST_SPREAD = 1e-6;

    private final MultipleInstance learner;

    public Scaled(MultipleInstance learner) {
        this.learner = learner;
    }

    @Override
    public Head fit(List<Bag> bags) {
        List<float[]> all = bags.stream().flatMap(bag -> bag.vectors().stream()).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("both classes are needed: there is no vector");
        }
        int size = all.getFirst().length;
        double[] mean = new double[size];
        for (float[] vector : all) {
            Dot.add(mean, 1.0 / all.size(), vector);
        }
        double[] factor = factors(all, mean);
        Head head = learner.fit(bags.stream().map(bag -> scale(bag, mean, factor)).toList());
        double[] weights = new double[size];
        double bias = head.bias();
        for (int j = 0; j < size; j++) {
            weights[j] = head.weights()[j] * factor[j];
            bias -= weights[j] * mean[j];
        }
        return new Head(weights, bias);
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

    private static Bag scale(Bag bag, double[] mean, double[] factor) {
        List<float[]> scaled = new ArrayList<>();
        for (float[] vector : bag.vectors()) {
            float[] copy = new float[vector.length];
            for (int j = 0; j < copy.length; j++) {
                copy[j] = (float) ((vector[j] - mean[j]) * factor[j]);
            }
            scaled.add(copy);
        }
        return new Bag(scaled, bag.positive(), bag.weight());
    }
}
