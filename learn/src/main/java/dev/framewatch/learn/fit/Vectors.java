package dev.framewatch.learn.fit;

/** Inner products in a fixed order of additions, so that the same numbers give the same sum. */
final class Vectors {
    private Vectors() {}

    /** Four running sums, because one would make every addition wait for the one before. */
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

    /** Takes {@code other} away from {@code vector}. */
    static void subtract(double[] vector, double[] other) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= other[i];
        }
    }

    /** Adds {@code factor * vector} to {@code sum}. */
    static void add(double[] sum, double factor, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            sum[i] += factor * vector[i];
        }
    }
}
