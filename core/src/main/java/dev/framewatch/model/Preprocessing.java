package dev.framewatch.model;

import dev.framewatch.model.ModelInput.ChannelOrder;
import java.util.List;

/**
 * What a user says about the pictures their model wants; the rest is read from the file. See {@link
 * ModelInput} for the meaning.
 *
 * @param size side of the square input in pixels, or 0 to take it from the file
 * @param deviation what {@code (value - mean) * scale} is divided by for each colour, more than 0;
 *     this becomes a part of the model
 */
public record Preprocessing(
        int size,
        ChannelOrder colours,
        List<Float> mean,
        float scale,
        List<Float> deviation,
        double crop) {
    private static final List<Float> NONE = List.of(1f, 1f, 1f);

    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (deviation.size() != 3
                || !deviation.stream().allMatch(one -> one > 0 && Float.isFinite(one))) {
            throw new IllegalArgumentException(
                    "std needs three numbers greater than 0, not " + deviation);
        }
    }

    /** Without a deviation. */
    public Preprocessing(
            int size, ChannelOrder colours, List<Float> mean, float scale, double crop) {
        this(size, colours, mean, scale, NONE, crop);
    }

    boolean divides() {
        return !deviation.equals(NONE);
    }
}
