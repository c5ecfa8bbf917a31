package dev.framewatch.vision;

import java.nio.FloatBuffer;

/** Converts interleaved to planar channels. */
final class HwcToChw {
    private HwcToChw() {}

    /** Writes [H, W, 3] as [3, H, W]; both buffers have the same length. */
    static FloatBuffer convert(FloatBuffer interleaved, FloatBuffer planes) {
        int plane = interleaved.capacity() / 3;
        float[] pixels = new float[interleaved.capacity()];
        interleaved.get(0, pixels);
        float[] channel = new float[plane];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < plane; i++) {
                channel[i] = pixels[3 * i + c];
            }
            planes.put(c * plane, channel);
        }
        return planes;
    }
}
