package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Design matrix with one row per vector: the standardised vector, followed by 1 for the bias. Each
 * product makes one pass over the vectors and holds one of them at a time, since they may be backed
 * by a file; scaling is applied to the inputs and outputs of a product, not to each vector.
 *
 * @param vectors at least one, of equal length
 * @param scaler scales the vectors
 */
record DesignMatrix(List<float[]> vectors, StandardScaler scaler) {
    int count() {
        return vectors.size();
    }

    /** Returns the number of columns, including the bias. */
    int width() {
        return scaler.mean().length + 1;
    }

    /** Computes {@code X v}, one product per row. */
    void multiply(double[] column, double[] products) {
        double[] unscaled = unscaled(column);
        for (int i = 0; i < products.length; i++) {
            products[i] = Vectors.dot(unscaled, vectors.get(i)) + unscaled[unscaled.length - 1];
        }
    }

    /** Returns {@code X' f}, the sum of all rows, each multiplied by its factor. */
    double[] transposeMultiply(double[] factors) {
        double[] sum = new double[width()];
        for (int i = 0; i < factors.length; i++) {
            Vectors.add(sum, factors[i], vectors.get(i));
            sum[sum.length - 1] += factors[i];
        }
        return scaled(sum);
    }

    /** Returns {@code X' diag(f) X v}, for Hessian-vector products, in one pass. */
    double[] gramMultiply(double[] factors, double[] column) {
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

    /**
     * Returns the coefficients that give the same product with an unscaled vector; the last is the
     * bias.
     */
    private double[] unscaled(double[] column) {
        double[] unscaled = column.clone();
        int last = column.length - 1;
        for (int j = 0; j < last; j++) {
            unscaled[j] *= scaler.factor()[j];
            unscaled[last] -= unscaled[j] * scaler.mean()[j];
        }
        return unscaled;
    }

    /**
     * Converts, in place, a weighted sum of unscaled vectors to that of the rows; the last element
     * holds the sum of the weights.
     */
    private double[] scaled(double[] sum) {
        double totalWeight = sum[sum.length - 1];
        for (int j = 0; j < sum.length - 1; j++) {
            sum[j] = (sum[j] - totalWeight * scaler.mean()[j]) * scaler.factor()[j];
        }
        return sum;
    }
}
