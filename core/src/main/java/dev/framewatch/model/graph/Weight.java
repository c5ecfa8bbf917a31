package dev.framewatch.model.graph;

import java.util.Arrays;

/** A constant of the graph, dequantised: row-major values and their shape. */
sealed interface Weight {
    /** The length of each axis; empty for a scalar. */
    int[] shape();

    default int rank() {
        return shape().length;
    }

    record Floats(int[] shape, float[] values) implements Weight {
        public Floats {
            requireSize(shape, values.length);
        }
    }

    record Ints(int[] shape, int[] values) implements Weight {
        public Ints {
            requireSize(shape, values.length);
        }
    }

    private static void requireSize(int[] shape, int length) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != length) {
            throw new IllegalArgumentException(
                    length + " values do not fill the shape " + Arrays.toString(shape));
        }
    }
}
