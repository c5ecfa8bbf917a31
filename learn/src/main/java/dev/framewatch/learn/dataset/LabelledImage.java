package dev.framewatch.learn.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image with its label.
 *
 * @param name name as given in the labels file, with {@code /} as separator
 * @param file path of the image file; it existed when the labels were read
 * @param label class as written in the labels file
 * @param positive whether the class is positive
 * @param group source video, or null if the labels file does not give one
 */
public record LabelledImage(
        String name, Path file, String label, boolean positive, @Nullable String group) {

    /** Returns the same image with another positive class. */
    LabelledImage withPositive(String positiveLabel) {
        return new LabelledImage(name, file, label, label.equalsIgnoreCase(positiveLabel), group);
    }
}
