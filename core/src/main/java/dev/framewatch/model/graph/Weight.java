package dev.framewatch.model.graph;

import java.util.Arrays;

/** A constant of a model, dequantised: values in row-major order and their shape. */
public sealed interface Weight {
    /** Returns the length of each axis; empty for a scalar. */
    int[] shape();

    default int rank() {
        return shape().length;
    }

    /** A float constant. */
    record Floats(int[] shape, float[] values) implements Weight {
        public Floats {
            requireSize(shape, values.length);
        }

        /**
         * Permutes the axes of a rank-4 tensor: axis {@code i} of the result is axis {@code
         * order[i]} of this tensor.
         */
        public Floats permuted(int... order) {
            int[] strides = {shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1};
            int[] reordered = new int[order.length];
            Arrays.setAll(reordered, i -> shape[order[i]]);
            float[] result = new float[values.length];
            int next = 0;
            for (int a = 0; a < reordered[0]; a++) {
                for (int b = 0; b < reordered[1]; b++) {
                    for (int c = 0; c < reordered[2]; c++) {
                        int start =
                                a * strides[order[0]]
                                        + b * strides[order[1]]
                                        + c * strides[order[2]];
                        for (int d = 0; d < reordered[3]; d++) {
                            result[next++] = values[start + d * strides[order[3]]];
                        }
                    }
                }
            }
            return new Floats(reordered, result);
        }
    }

    /** An integer constant. */
    record Ints(int[] shape, int[] values) implements Weight {
        public Ints {
            requireSize(shape, values.length);
        }
    }

    private static void requireSize(int[] shape, int length) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != length) {
            throw new IllegalArgumentException(
                    length + " values do not match the shape " + Arrays.toString(shape));
        }
    }
}
