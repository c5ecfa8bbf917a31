package dev.framewatch.vision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A direct buffer for model input, reused while the size stays the same. */
final class TensorBuffer {
    private FloatBuffer values = FloatBuffer.allocate(0);
    private float[] filled = {};
    private float filledWith;

    /** Returns the buffer with every value set to {@code fill}. */
    FloatBuffer filled(int length, float fill) {
        if (values.capacity() != length) {
            values =
                    ByteBuffer.allocateDirect(length * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
            filled = new float[length];
            filledWith = 0;
        }
        if (fill != filledWith) {
            Arrays.fill(filled, fill);
            filledWith = fill;
        }
        return values.put(0, filled);
    }
}
