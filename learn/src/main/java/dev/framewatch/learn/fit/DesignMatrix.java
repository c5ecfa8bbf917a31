package dev.framewatch.learn.fit;

import java.util.List;

/**
 * A matrix with a row for each vector, as a learner sees it: brought to one scale, and a 1 at the
 * end for the bias. Each product goes through the vectors once and holds one of them at a time,
 * since they may lie in a file; the scale is applied to what comes in and out, not to each vector.
 *
 * @param vectors at least one, of equal length
 */
record DesignMatrix(List<float[]> vectors, StandardScaler scaler) {
    int count() {
        return vectors.size();
    }

    /** How many numbers a row has. */
    int width() {
        return scaler.mean().length + 1;
    }

    /** Each row times a column. */
    void multiply(double[] column, double[] products) {
        double[] unscaled = unscaled(column);
        for (int i = 0; i < products.length; i++) {
            products[i] = Vectors.dot(unscaled, vectors.get(i)) + unscaled[unscaled.length - 1];
        }
    }

    /** The sum of all rows, each times its factor. */
    double[] sum(double[] factors) {
        double[] sum = new double[width()];
        for (int i = 0; i < factors.length; i++) {
            Vectors.add(sum, factors[i], vectors.get(i));
            sum[sum.length - 1] += factors[i];
        }
        return scaled(sum);
    }

    /** The sum of all rows, each times its factor and its product with a column. */
    double[] sum(double[] factors, double[] column) {
        double[] unscaled = unscaled(column);
        double[] sum = new double[width()];
        for (int i = 0; i < factors.length; i++) {
            float[] vector = vectors.get(i);
            double factor =
                    factors[i] * (Vectors.dot(unscaled, vector) + unscaled[unscaled.length - 1]);
            Vectors.add(sum, factor, vector);
            sum[sum.length - 1] += factor;
        }
        return scaled(sum);
    }

    /** What gives the same product with a vector as it is, the last number being added to it. */
    private double[] unscaled(double[] column) {
        double[] unscaled = column.clone();
        int last = column.length - 1;
        for (int j = 0; j < last; j++) {
            unscaled[j] *= scaler.factor()[j];
            unscaled[last] -= unscaled[j] * scaler.mean()[j];
        }
        return unscaled;
    }

    /** The sum of rows, from that of vectors as they are, the last number being that of factors. */
    private double[] scaled(double[] sum) {
        double all = sum[sum.length - 1];
        for (int j = 0; j < sum.length - 1; j++) {
            sum[j] = (sum[j] - all * scaler.mean()[j]) * scaler.factor()[j];
        }
        return sum;
    }
}
