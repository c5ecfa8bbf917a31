package dev.framewatch.learn.fit;

import java.util.List;

/**
 * Learns a scorer from labelled images. Deterministic: the same examples in the same order give the
 * same scorer.
 */
public interface Learner {
    /**
     * Fits a scorer.
     *
     * @param examples training images; each copy counts as an image of its own, and what is empty
     *     is ignored
     * @throws IllegalArgumentException unless there are vectors of both classes
     */
    Scorer fit(List<Example> examples);
}
