package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Learns scorers for several classes at once. Deterministic: the same examples in the same order
 * give the same scorers.
 */
@FunctionalInterface
public interface MulticlassLearner {
    /**
     * Fits one scorer per class.
     *
     * @param examples training images; what is empty is ignored
     * @param classes class names, at least two
     * @return one scorer per class, each for that class against all others
     * @throws IllegalArgumentException unless there are vectors of every class
     */
    List<? extends Scorer> fit(List<Example> examples, List<String> classes);
}
