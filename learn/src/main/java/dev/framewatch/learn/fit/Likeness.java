package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Likeness to a few vectors of one kind, as a linear function: 1 at their mean. Directions in which
 * the vectors differ among themselves (light, pose) count less: {@code w = (S + r I)^-1 m}, with
 * {@code m} their mean, {@code S} their covariance and {@code r} three times its trace over their
 * number (a one-class form of Fisher's discriminant with ridge; Hoffbeck and Landgrebe, "Covariance
 * matrix estimation and classification with limited training data", PAMI 18, 1996).
 */
public final class Likeness {
    private static final double RIDGE = 3;

    private Likeness() {}

    /**
     * @param vectors at least one, of equal length, their mean not 0
     */
    public static Head to(List<float[]> vectors) {
        double[] mean = new double[vectors.getFirst().length];
        for (float[] vector : vectors) {
            Dot.add(mean, 1.0 / vectors.size(), vector);
        }
        double[] weights = vectors.size() == 1 ? mean.clone() : solve(vectors, mean);
        double scale = 1 / Dot.of(weights, mean);
        for (int j = 0; j < weights.length; j++) {
            weights[j] *= scale;
        }
        return new Head(weights, 0);
    }

    /** Conjugate gradients end after as many steps as there are vectors: S has no larger rank. */
    private static double[] solve(List<float[]> vectors, double[] mean) {
        double trace = 0;
        for (float[] vector : vectors) {
            for (int j = 0; j < mean.length; j++) {
                double off = vector[j] - mean[j];
                trace += off * off / (vectors.size() - 1);
            }
        }
        double ridge = Math.max(1e-9, RIDGE * trace / vectors.size());
        double[] solution = new double[mean.length];
        double[] residual = mean.clone();
        double[] search = mean.clone();
        double squared = Dot.of(residual, residual);
        double enough = 1e-16 * squared;
        for (int step = 0; step <= vectors.size() && squared > enough; step++) {
            double[] bent = bend(vectors, mean, ridge, search);
            double length = squared / Dot.of(search, bent);
            double before = squared;
            for (int j = 0; j < mean.length; j++) {
                solution[j] += length * search[j];
                residual[j] -= length * bent[j];
            }
            squared = Dot.of(residual, residual);
            for (int j = 0; j < mean.length; j++) {
                search[j] = residual[j] + squared / before * search[j];
            }
        }
        return solution;
    }

    /** {@code (S + r I) d}. */
    private static double[] bend(
            List<float[]> vectors, double[] mean, double ridge, double[] direction) {
        double[] bent = new double[direction.length];
        double alongMean = Dot.of(direction, mean);
        for (float[] vector : vectors) {
            double along = (Dot.of(direction, vector) - alongMean) / (vectors.size() - 1);
            for (int j = 0; j < bent.length; j++) {
                bent[j] += along * (vector[j] - mean[j]);
            }
        }
        for (int j = 0; j < bent.length; j++) {
            bent[j] += ridge * direction[j];
        }
        return bent;
    }
}
