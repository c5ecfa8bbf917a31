package dev.framewatch.learn.fit;

import java.util.List;

/**
 * An image for multi-class training.
 *
 * @param example the image and its augmented versions; positive if it shows any positive class
 * @param classIndex index of its class, from 0
 * @param group source video; images of one group are never split between training and validation
 */
public record TrainingExample(Example example, int classIndex, String group) {

    /** Returns an example for two classes: 0 without the target, 1 with it. */
    static TrainingExample of(Example example, String group) {
        return new TrainingExample(example, example.bag().positive() ? 1 : 0, group);
    }

    /** Returns the group of each example. */
    static List<String> groups(List<TrainingExample> examples) {
        return examples.stream().map(TrainingExample::group).toList();
    }

    /** Returns the class of each example. */
    static int[] classes(List<TrainingExample> examples) {
        return examples.stream().mapToInt(TrainingExample::classIndex).toArray();
    }
}
