package dev.framewatch.cli.label;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Model of the labelling page.
 *
 * @param classes the classes, in the order of their keys
 */
public record LabelPage(List<String> classes) {
    public LabelPage {
        classes = List.copyOf(classes);
    }

    /**
     * A class and its key.
     *
     * @param key what a person presses
     * @param name name of the class
     * @param words what the key means
     */
    public record Choice(String key, String name, String words) {}

    /** Returns the classes with their keys: the tutorial's 1 and 0, else 1 to 9. */
    public List<Choice> choices() {
        if (classes.equals(List.of("1", "0"))) {
            return List.of(
                    new Choice("1", "1", "shows it"), new Choice("0", "0", "does not show it"));
        }
        return IntStream.range(0, classes.size())
                .mapToObj(i -> new Choice(Integer.toString(i + 1), classes.get(i), classes.get(i)))
                .toList();
    }
}
