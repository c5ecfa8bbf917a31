package dev.framewatch.model;

import dev.framewatch.model.ModelInput.ChannelOrder;
import java.util.List;

/**
 * User-supplied preprocessing of a model; everything else is read from the file. See {@link
 * ModelInput} for the components not listed here.
 *
 * @param size side of the square input in pixels, or 0 to read it from the file
 * @param deviation per-channel standard deviation that divides {@code (value - mean) * scale},
 *     greater than 0; it becomes part of the model
 */
public record Preprocessing(
        int size,
        ChannelOrder colours,
        List<Float> mean,
        float scale,
        List<Float> deviation,
        double crop) {
    private static final List<Float> NO_DEVIATION = List.of(1f, 1f, 1f);

    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (deviation.size() != 3
                || !deviation.stream().allMatch(value -> value > 0 && Float.isFinite(value))) {
            throw new IllegalArgumentException(
                    "std needs three numbers greater than 0, not " + deviation);
        }
    }

    /** Creates a preprocessing without per-channel deviation. */
    public Preprocessing(
            int size, ChannelOrder colours, List<Float> mean, float scale, double crop) {
        this(size, colours, mean, scale, NO_DEVIATION, crop);
    }

    boolean divides() {
        return !deviation.equals(NO_DEVIATION);
    }
}
