package dev.framewatch.learn.fit;

import java.util.List;
import java.util.stream.Stream;

/**
 * An image for training and validation.
 *
 * @param bag the original image
 * @param augmented augmented versions; used for training together with the image, never for
 *     validation
 */
public record Example(Bag bag, List<Bag> augmented) {
    public Example {
        augmented = List.copyOf(augmented);
    }

    /** Returns an example without augmented images. */
    public static Example of(Bag bag) {
        return new Example(bag, List.of());
    }

    Stream<Bag> trainingBags() {
        return Stream.concat(Stream.of(bag), augmented.stream());
    }

    /** Returns the training bags of all examples, originals and augmented images. */
    static List<Bag> trainingBags(List<Example> examples) {
        return examples.stream().flatMap(Example::trainingBags).toList();
    }
}
