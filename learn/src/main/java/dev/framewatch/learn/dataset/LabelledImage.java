package dev.framewatch.learn.dataset;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One picture and what a person said about it.
 *
 * @param name its name as the labels file gives it, with {@code /} between folders
 * @param file where it lies; it existed when the labels were read
 * @param label the class as written in the labels file
 * @param positive whether that is the class that is looked for
 * @param group the video it came from, or null when the labels file does not say
 */
public record LabelledImage(
        String name, Path file, String label, boolean positive, @Nullable String group) {

    /** The same picture where another class is looked for. */
    LabelledImage withPositive(String wanted) {
        return new LabelledImage(name, file, label, label.equalsIgnoreCase(wanted), group);
    }
}
