package dev.framewatch.learn.fit;

/** Vector arithmetic with a fixed order of additions, so that results are reproducible. */
final class Vectors {
    private Vectors() {}

    /** Returns the dot product. Four accumulators break the dependency chain between additions. */
    static double dot(double[] left, float[] right) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < right.length; i += 4) {
            a += left[i] * right[i];
            b += left[i + 1] * right[i + 1];
            c += left[i + 2] * right[i + 2];
            d += left[i + 3] * right[i + 3];
        }
        for (; i < right.length; i++) {
            a += left[i] * right[i];
        }
        return (a + b) + (c + d);
    }

    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Subtracts {@code other} from {@code vector}, in place. */
    static void subtract(double[] vector, double[] other) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= other[i];
        }
    }

    /** Adds {@code factor * vector} to {@code sum}, in place. */
    static void add(double[] sum, double factor, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            sum[i] += factor * vector[i];
        }
    }
}
