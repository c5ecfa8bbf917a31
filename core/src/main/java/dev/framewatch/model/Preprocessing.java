package dev.framewatch.model;

import dev.framewatch.model.ModelInput.Colours;
import java.util.List;

/**
 * What a user says about the pictures their model wants; the rest is read from the file. See {@link
 * ModelInput} for the meaning.
 *
 * @param size side of the square input in pixels, or 0 to take it from the file
 */
public record Preprocessing(int size, Colours colours, List<Float> mean, float scale, double crop) {
    public Preprocessing {
        mean = List.copyOf(mean);
    }
}
