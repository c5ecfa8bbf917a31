package dev.framewatch.vision;

import dev.framewatch.model.ModelInput;
import java.util.List;

/**
 * Maps colour values to model input: {@code (value - mean) * scale} per channel.
 *
 * @param bgr whether the channels are written blue first
 * @param scale the factor
 */
record PixelNormalization(boolean bgr, float meanR, float meanG, float meanB, float scale) {
    /** Returns the mapping for a model, whose means are in its own channel order. */
    static PixelNormalization of(ModelInput input) {
        boolean bgr = input.colours() == ModelInput.ChannelOrder.BGR;
        List<Float> mean = bgr ? input.mean().reversed() : input.mean();
        return new PixelNormalization(bgr, mean.get(0), mean.get(1), mean.get(2), input.scale());
    }

    /** Returns the position of red among the three channels of the output. */
    int redIndex() {
        return bgr ? 2 : 0;
    }

    /** Returns the value subtracted after scaling, of red, green and blue. */
    float[] offsets() {
        return new float[] {meanR * scale, meanG * scale, meanB * scale};
    }

    /**
     * Returns the model input for each of the 256 values of a channel.
     *
     * @param channel 0 for red, 1 for green, 2 for blue
     */
    float[] lookupTable(int channel) {
        float[] table = new float[256];
        float offset = offsets()[channel];
        for (int value = 0; value < 256; value++) {
            table[value] = value * scale - offset;
        }
        return table;
    }
}
