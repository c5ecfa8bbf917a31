package dev.framewatch.learn.fit;

import java.util.List;
import java.util.stream.Stream;

/**
 * A picture to learn from and be examined on.
 *
 * @param bag the picture as it is
 * @param copies changed copies of it, which are learned from together with it and never examined
 */
public record Example(Bag bag, List<Bag> copies) {
    public Example {
        copies = List.copyOf(copies);
    }

    /** A picture without copies. */
    public static Example of(Bag bag) {
        return new Example(bag, List.of());
    }

    Stream<Bag> lessons() {
        return Stream.concat(Stream.of(bag), copies.stream());
    }

    /** All that may be learned from some pictures. */
    static List<Bag> lessons(List<Example> examples) {
        return examples.stream().flatMap(Example::lessons).toList();
    }
}
