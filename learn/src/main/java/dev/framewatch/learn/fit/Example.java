package dev.framewatch.learn.fit;

import java.util.List;
import java.util.stream.Stream;

/**
 * A picture to learn from and be examined on.
 *
 * @param bag the picture as it is
 * @param augmented changed copies of it, which are learned from together with it and never examined
 */
public record Example(Bag bag, List<Bag> augmented) {
    public Example {
        augmented = List.copyOf(augmented);
    }

    /** A picture without copies. */
    public static Example of(Bag bag) {
        return new Example(bag, List.of());
    }

    Stream<Bag> trainingBags() {
        return Stream.concat(Stream.of(bag), augmented.stream());
    }

    /** All that may be learned from some pictures. */
    static List<Bag> trainingBags(List<Example> examples) {
        return examples.stream().flatMap(Example::trainingBags).toList();
    }
}
