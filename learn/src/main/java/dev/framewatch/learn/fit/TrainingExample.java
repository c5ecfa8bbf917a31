package dev.framewatch.learn.fit;

import java.util.List;

/**
 * A picture from which several classes are learned at once.
 *
 * @param example the picture and its copies, positive where it shows anything that is looked for
 * @param classIndex its class, from 0
 * @param group lessons of one group are learned from or held back together: frames of one video
 */
public record TrainingExample(Example example, int classIndex, String group) {

    /** Where there are two classes: what does not show the target, and what does. */
    static TrainingExample of(Example example, String group) {
        return new TrainingExample(example, example.bag().positive() ? 1 : 0, group);
    }

    /** The group of each. */
    static List<String> groups(List<TrainingExample> lessons) {
        return lessons.stream().map(TrainingExample::group).toList();
    }

    /** The class of each. */
    static int[] classes(List<TrainingExample> lessons) {
        return lessons.stream().mapToInt(TrainingExample::classIndex).toArray();
    }
}
