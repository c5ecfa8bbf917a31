package dev.framewatch.learn.fit;

import java.util.List;
import java.util.stream.Stream;

/**
 * An image for training and validation: a bag of vectors, in the terms of multiple-instance
 * learning. If the image is positive, at least one vector shows the target; if it is negative, none
 * does. A whole-image feature vector is a bag of one.
 *
 * @param vectors of equal length; empty if nothing was detected in the image. Not copied, since
 *     they may be backed by a file and be read on each access
 * @param copies the vectors of each augmented copy; used for training together with the image,
 *     never for validation
 * @param positive whether the image shows the target or, of several classes, any positive one
 * @param classIndex index of its class, from 0
 * @param group source video; images of one group are never split between training and validation
 * @param weight weight of the image, and of each copy, relative to others of the same class, above
 *     0
 */
public record Example(
        List<float[]> vectors,
        List<List<float[]>> copies,
        boolean positive,
        int classIndex,
        String group,
        double weight) {

    public Example {
        copies = List.copyOf(copies);
        if (!(weight > 0)) {
            throw new IllegalArgumentException("weight: must be above 0, not " + weight);
        }
    }

    /** Creates an example for two classes: 0 without the target, 1 with it. */
    public Example(
            List<float[]> vectors,
            List<List<float[]>> copies,
            boolean positive,
            String group,
            double weight) {
        this(vectors, copies, positive, positive ? 1 : 0, group, weight);
    }

    /** Returns the same image as one of several classes. */
    public Example ofClass(int index) {
        return new Example(vectors, copies, positive, index, group, weight);
    }

    /** Returns the same image as one that does not show the target. */
    public Example asNegative() {
        return new Example(vectors, copies, false, classIndex, group, weight);
    }

    /** Returns the image without its copies, with at most the first vectors. */
    Example first(int count) {
        List<float[]> kept = vectors.subList(0, Math.min(count, vectors.size()));
        return new Example(kept, List.of(), positive, classIndex, group, weight);
    }

    public boolean isEmpty() {
        return vectors.isEmpty();
    }

    /** Returns the image and its augmented copies, each as an example of its own. */
    public Stream<Example> versions() {
        return Stream.concat(Stream.of(vectors), copies.stream())
                .map(version ->
                        new Example(version, List.of(), positive, classIndex, group, weight));
    }

    /** Returns the group of each example. */
    static List<String> groups(List<Example> examples) {
        return examples.stream().map(Example::group).toList();
    }

    /** Returns whether each example is positive. */
    static boolean[] labels(List<Example> examples) {
        boolean[] positive = new boolean[examples.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = examples.get(i).positive;
        }
        return positive;
    }

    /** Returns the class of each example. */
    static int[] classes(List<Example> examples) {
        return examples.stream().mapToInt(Example::classIndex).toArray();
    }
}
